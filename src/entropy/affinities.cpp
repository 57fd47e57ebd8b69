#include "entropy/affinities.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "entropy/normalize.hpp"
#include "numeric/check.hpp"

namespace lemmata::entropy {

template <class T>
void affinities(MatrixView<const T> D, double perplexity, Self self, MatrixView<T> probabilities,
                std::span<double> beta, std::size_t first, std::size_t allRows) {
  constexpr std::string_view argument = "squaredDistances";
  check::notEmpty(D.size(), argument);
  check::positive(perplexity, "perplexity");
  if (self == Self::Exclude && allRows != D.cols)
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} is {rows} × {cols}; it must be square unless `self` is \"include\"",
                {{"argument", argument}, {"rows", allRows}, {"cols", D.cols}});
  NormalizeOptions options;
  options.reading.input = Input::Logits;
  RowNormalizer normalizer(D.cols, options);
  std::vector<T> logits(D.cols);
  for (std::size_t row = 0; row < D.rows; ++row) {
    for (std::size_t j = 0; j < D.cols; ++j) {
      if (!std::isfinite(D(row, j)))
        refuseNotFinite({argument, first + row}, j, D(row, j));
      logits[j] = -D(row, j);
    }
    if (self == Self::Exclude)
      logits[first + row] = -std::numeric_limits<T>::infinity();
    normalizer.read(std::span<const T>(logits), {argument, first + row});
    beta[row] = normalizer.solve({TargetUnit::Perplexity, perplexity}).gamma;
    normalizer.write(probabilities.row(row));
  }
}

template void affinities(MatrixView<const float>, double, Self, MatrixView<float>,
                         std::span<double>, std::size_t, std::size_t);
template void affinities(MatrixView<const double>, double, Self, MatrixView<double>,
                         std::span<double>, std::size_t, std::size_t);

} // namespace lemmata::entropy
