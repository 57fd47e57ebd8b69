#include "numeric/error.hpp"

namespace lemmata {

std::string_view name(ErrorCode code) {
  switch (code) {
  case ErrorCode::InvalidArgument:
    return "INVALID_ARGUMENT";
  case ErrorCode::ShapeMismatch:
    return "SHAPE_MISMATCH";
  case ErrorCode::NotFinite:
    return "NOT_FINITE";
  case ErrorCode::NotADistribution:
    return "NOT_A_DISTRIBUTION";
  case ErrorCode::TargetUnreachable:
    return "TARGET_UNREACHABLE";
  case ErrorCode::NotSymmetric:
    return "NOT_SYMMETRIC";
  case ErrorCode::NotPositiveDefinite:
    return "NOT_POSITIVE_DEFINITE";
  case ErrorCode::Singular:
    return "SINGULAR";
  case ErrorCode::MomentDiverges:
    return "MOMENT_DIVERGES";
  case ErrorCode::EmptyClass:
    return "EMPTY_CLASS";
  case ErrorCode::Separable:
    return "SEPARABLE";
  case ErrorCode::NotConverged:
    return "NOT_CONVERGED";
  case ErrorCode::OutOfMemory:
    return "OUT_OF_MEMORY";
  case ErrorCode::Disposed:
    return "DISPOSED";
  case ErrorCode::CorruptData:
    return "CORRUPT_DATA";
  case ErrorCode::Aborted:
    return "ABORTED";
  }
  return "INVALID_ARGUMENT";
}

} // namespace lemmata
