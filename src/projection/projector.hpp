#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "numeric/matrix.hpp"
#include "projection/pattern.hpp"

namespace lemmata::projection {

enum class Kind { Gaussian, Rademacher, Sparse, Orthonormal, Srht, CountSketch };

/// A random n×m matrix A with E |Ax|² = |x|² for every x, which is a function of its kind, its
/// sizes and a seed. Of unit vectors x the squared norm |Ax|² has these variances (Σ⁴ is Σ xᵢ⁴):
///
/// - Gaussian, entries N(0, 1/n): 2/n.
/// - Rademacher, ±1/√n: (2 − 2Σ⁴)/n.
/// - Sparse, 0 but for a share `density` = 1/s that is ±√(s/n): (2 + (s − 3)Σ⁴)/n. Achlioptas
/// (2003)
///   takes s = 3, Li, Hastie and Church (2006) √m.
/// - Orthonormal, rows that are orthonormal and uniform (Haar's measure), times √(m/n):
///   2(m − n)/(n(m + 2)). Where n > m, orthonormal columns.
/// - SRHT (Ailon and Chazelle 2006, Tropp 2011): n rows, drawn without replacement, of the
///   Walsh–Hadamard matrix of the next power of two behind random signs, times 1/√n. Where n is
///   beyond that power, whole matrices first.
/// - CountSketch (Charikar, Chen and Farach-Colton 2002): one ±1 in each column: (2 − 2Σ⁴)/n.
class Projector {
public:
  /// `density` is of Sparse, above 0 and at most 1, and counts in steps of 2^−31; entries are
  /// scaled for the rounded one. Throws INVALID_ARGUMENT for a size of 0 and a bad density,
  /// OUT_OF_MEMORY.
  Projector(Kind kind, std::size_t inputs, std::size_t outputs, double density, std::uint64_t seed);

  Kind kind() const { return kind_; }
  std::size_t inputs() const { return inputs_; }
  std::size_t outputs() const { return outputs_; }

  /// Y = XAᵀ for X N×inputs and Y N×outputs, not overlapping, in the precision of X. The bits of a
  /// row of Y depend on its row of X only. Beside X and Y it needs at most 32 MB, for Sparse the
  /// entries that are not 0, for Orthonormal the matrix, for CountSketch and SRHT a few rows.
  /// Errors about X count its rows from `firstRow`. Throws SHAPE_MISMATCH, NOT_FINITE (also for
  /// results beyond the range of T).
  template <class T>
  void apply(MatrixView<const T> X, MatrixView<T> Y, std::size_t firstRow = 0) const;

  /// A, into a matrix of outputs × inputs.
  void matrix(MatrixView<double> A) const;

  /// Whether `apply` keeps what it has made of the matrix, so that another call costs nothing more.
  bool keeps() const;

private:
  /// Entries of A over `scale_`, of row r from column c on.
  template <class T> void entries(std::size_t r, std::size_t c, std::span<T> to) const;
  template <class T> void applyDense(MatrixView<const T> X, MatrixView<T> Y) const;
  template <class T> void applySrht(MatrixView<const T> X, MatrixView<T> Y) const;
  template <class T> void applyCountSketch(MatrixView<const T> X, MatrixView<T> Y) const;
  template <class T> std::vector<T> &kept() const;
  void makePattern(double share);
  void choosePlaces();

  Kind kind_;
  std::size_t inputs_, outputs_;
  std::uint64_t seed_;
  double scale_;
  std::uint32_t share_ = 0;           ///< of Sparse: the density in steps of 2^−31
  Pattern pattern_;                   ///< of Sparse and CountSketch
  Matrix orthonormal_;                ///< of Orthonormal
  std::size_t padded_ = 0;            ///< of SRHT: the next power of two
  std::vector<std::uint32_t> places_; ///< of SRHT: the rows; of CountSketch: each column's row
  mutable std::vector<float> kept32_; ///< the whole of a dense matrix that is not too large
  mutable std::vector<double> kept64_;
};

} // namespace lemmata::projection
