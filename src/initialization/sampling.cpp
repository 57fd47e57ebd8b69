#include "initialization/sampling.hpp"

#include "numeric/check.hpp"
#include "numeric/normal.hpp"
#include "numeric/orthogonal.hpp"

namespace lemmata::initialization {

void fillUniform(double low, double high, const Philox &philox, std::uint64_t first,
                 std::span<double> to) {
  check::finiteScalar(low, "options.low");
  check::finiteScalar(high, "options.high");
  const double width = high - low;
  check::finiteScalar(width, "options.high − options.low");
  if (!(low < high))
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; it must be above options.low, which is {low}",
                {{"argument", "options.high"}, {"found", high}, {"low", low}});
  philox.fillUniform(first, to);
  for (double &x : to)
    x = low + x * width;
}

void fillNormal(double mean, double std, const Philox &philox, std::uint64_t first,
                std::span<double> to) {
  check::finiteScalar(mean, "options.mean");
  check::within(std, 0, std::numeric_limits<double>::max(), "options.std");
  lemmata::fillNormal<double>(philox, first, to);
  if (mean == 0 && std == 1)
    return;
  for (double &x : to)
    x = mean + x * std;
}

Matrix orthogonal(std::size_t rows, std::size_t cols, double gain, const Philox &philox) {
  check::notEmpty(rows, "rows");
  check::notEmpty(cols, "cols");
  check::finiteScalar(gain, "options.gain");
  Matrix Q = haarOrthogonal(philox, rows, cols);
  if (gain != 1)
    for (double &entry : Q.flat())
      entry *= gain;
  return Q;
}

} // namespace lemmata::initialization
