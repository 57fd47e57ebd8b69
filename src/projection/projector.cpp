#include "projection/projector.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "numeric/check.hpp"
#include "numeric/orthogonal.hpp"
#include "numeric/packet.hpp"
#include "numeric/philox.hpp"
#include "numeric/product.hpp"
#include "projection/entries.hpp"
#include "projection/hadamard.hpp"

namespace lemmata::projection {

namespace {

/// Entries of a dense matrix that are kept, or else made at a time: 32 MB of float64.
constexpr std::size_t mostKept = std::size_t{1} << 22, tile = std::size_t{1} << 20;
/// Columns of a tile where it has not all of them: whole blocks of the product's sums.
constexpr std::size_t tileCols = 4096;

/// Above this density a sparse matrix is multiplied as a dense one.
constexpr double dense = 0.5;

Philox source(std::uint64_t seed, Stream stream) {
  return Philox(seed, static_cast<std::uint64_t>(stream));
}

} // namespace

Projector::Projector(Kind kind, std::size_t inputs, std::size_t outputs, double density,
                     std::uint64_t seed)
    : kind_(kind), inputs_(inputs), outputs_(outputs), seed_(seed) {
  check::notEmpty(inputs, "inputs");
  check::notEmpty(outputs, "outputs");
  const double m = static_cast<double>(inputs), n = static_cast<double>(outputs);
  scale_ = 1 / std::sqrt(n);
  switch (kind) {
  case Kind::Gaussian:
  case Kind::Rademacher:
    break;
  case Kind::Sparse:
    if (!(density > 0 && density <= 1))
      throw Error(ErrorCode::InvalidArgument,
                  "{argument} is {found}; allowed are numbers above 0, at most 1",
                  {{"argument", "options.density"}, {"found", density}});
    share_ = static_cast<std::uint32_t>(std::max(1.0, std::floor(density * 0x1p31 + 0.5)));
    scale_ = std::sqrt(0x1p31 / (share_ * n));
    if (density <= dense)
      makePattern(density * m * n);
    break;
  case Kind::Orthonormal:
    check::memory(24 * m * n);
    scale_ = n < m ? std::sqrt(m / n) : 1;
    orthonormal_ = haarOrthogonal(source(seed, Stream::Orthonormal), outputs, inputs);
    break;
  case Kind::Srht:
    check::memory(8 * m);
    padded_ = std::bit_ceil(inputs);
    choosePlaces();
    break;
  case Kind::CountSketch:
    scale_ = 1;
    places_.resize(inputs);
    const Philox philox = source(seed, Stream::Columns);
    for (std::size_t c = 0; c < inputs; ++c) {
      const auto [place, sign] = philox.uniforms(c);
      places_[c] = 2 * static_cast<std::uint32_t>(place * n) + (sign < 0.5);
    }
    break;
  }
}

void Projector::makePattern(double expected) {
  check::memory(4 * expected);
  pattern_ = Pattern(outputs_, inputs_, expected + 4 * std::sqrt(expected) + 16);
  std::vector<float> row(pattern_.end(0));
  for (std::size_t b = 0; b < pattern_.blocks(); ++b)
    for (std::size_t r = 0; r < outputs_; ++r) {
      const std::span<float> part(row.data(), pattern_.end(b) - pattern_.first(b));
      entries<float>(r, pattern_.first(b), part);
      pattern_.append(part);
    }
}

/// The first entries of random permutations (Fisher and Yates's, from the front), a new one after
/// every `padded_` rows.
void Projector::choosePlaces() {
  const Philox philox = source(seed_, Stream::Places);
  std::vector<std::uint32_t> order(padded_);
  places_.resize(outputs_);
  for (std::size_t r = 0; r < outputs_; ++r) {
    const std::size_t i = r % padded_;
    if (i == 0)
      for (std::size_t k = 0; k < padded_; ++k)
        order[k] = static_cast<std::uint32_t>(k);
    const double left = static_cast<double>(padded_ - i);
    const auto other = i + static_cast<std::size_t>(philox.uniform(r) * left);
    std::swap(order[i], order[other]);
    places_[r] = order[i];
  }
}

template <class T> void Projector::entries(std::size_t r, std::size_t c, std::span<T> to) const {
  switch (kind_) {
  case Kind::Gaussian:
    return normals(seed_, Stream::Normals, inputs_, r, c, to);
  case Kind::Rademacher:
    return signs(seed_, Stream::Signs, inputs_, r, c, to);
  case Kind::Sparse:
    return sparseSigns(seed_, share_, inputs_, r, c, to);
  case Kind::Orthonormal:
    for (std::size_t i = 0; i < to.size(); ++i)
      to[i] = static_cast<T>(orthonormal_(r, c + i));
    return;
  case Kind::Srht:
    signs(seed_, Stream::Diagonal, inputs_, 0, c, to);
    for (std::size_t i = 0; i < to.size(); ++i)
      if (std::popcount(places_[r] & static_cast<std::uint32_t>(c + i)) % 2 == 1)
        to[i] = -to[i];
    return;
  case Kind::CountSketch:
    for (std::size_t i = 0; i < to.size(); ++i) {
      const std::uint32_t place = places_[c + i];
      to[i] = place / 2 == r ? (place % 2 ? T(-1) : T(1)) : T(0);
    }
  }
}

void Projector::matrix(MatrixView<double> A) const {
  for (std::size_t r = 0; r < outputs_; ++r) {
    entries<double>(r, 0, A.row(r));
    for (double &entry : A.row(r))
      entry *= scale_;
  }
}

template <> std::vector<float> &Projector::kept() const { return kept32_; }
template <> std::vector<double> &Projector::kept() const { return kept64_; }

bool Projector::keeps() const {
  const bool made = kind_ == Kind::Gaussian || kind_ == Kind::Rademacher ||
                    (kind_ == Kind::Sparse && pattern_.rows() == 0);
  return !made || static_cast<double>(inputs_) * static_cast<double>(outputs_) <= double{mostKept};
}

template <class T> void Projector::applyDense(MatrixView<const T> X, MatrixView<T> Y) const {
  std::ranges::fill(Y.flat(), T(0));
  const Block<const T> x = X;
  const Block<T> y = Y;
  const T scale = static_cast<T>(scale_);
  const bool whole = kind_ != Kind::Orthonormal && keeps();
  const std::size_t cols = whole ? inputs_ : std::min(inputs_, tileCols);
  const std::size_t rows = whole ? outputs_ : std::min(outputs_, tile / cols);
  std::vector<T> own;
  std::vector<T> &made = whole ? kept<T>() : own;
  for (std::size_t r = 0; r < outputs_; r += rows)
    for (std::size_t c = 0; c < inputs_; c += cols) {
      const std::size_t height = std::min(rows, outputs_ - r), width = std::min(cols, inputs_ - c);
      if (!whole || made.empty()) {
        std::vector<T> fresh(height * width);
        for (std::size_t i = 0; i < height; ++i)
          entries<T>(r + i, c, {&fresh[i * width], width});
        made = std::move(fresh);
      }
      addProductWithTransposed(y.part(0, r, X.rows, height), scale, x.part(0, c, X.rows, width),
                               Block<const T>(made.data(), height, width, width));
    }
}

template <class T> void Projector::applySrht(MatrixView<const T> X, MatrixView<T> Y) const {
  std::vector<T> diagonal(inputs_), row(padded_);
  signs<T>(seed_, Stream::Diagonal, inputs_, 0, 0, diagonal);
  const T scale = static_cast<T>(scale_);
  for (std::size_t i = 0; i < X.rows; ++i) {
    const T *const x = X.row(i).data();
    T *const y = Y.row(i).data();
    std::size_t c = 0;
    for (; c + lanes<T> <= inputs_; c += lanes<T>)
      store(&row[c], load(&diagonal[c]) * load(x + c));
    for (; c < inputs_; ++c)
      row[c] = diagonal[c] * x[c];
    std::fill(row.begin() + static_cast<std::ptrdiff_t>(inputs_), row.end(), T(0));
    walshHadamard<T>(row);
    for (std::size_t r = 0; r < outputs_; ++r)
      y[r] = scale * row[places_[r]];
  }
}

template <class T> void Projector::applyCountSketch(MatrixView<const T> X, MatrixView<T> Y) const {
  std::ranges::fill(Y.flat(), T(0));
  for (std::size_t i = 0; i < X.rows; ++i) {
    const T *const x = X.row(i).data();
    T *const y = Y.row(i).data();
    for (std::size_t c = 0; c < inputs_; ++c)
      y[places_[c] / 2] += places_[c] % 2 ? -x[c] : x[c];
  }
}

template <class T>
void Projector::apply(MatrixView<const T> X, MatrixView<T> Y, std::size_t firstRow) const {
  if (X.cols != inputs_)
    throw Error(ErrorCode::ShapeMismatch,
                "X has {found} columns; the projector takes vectors of {expected} entries",
                {{"argument", "X"}, {"found", X.cols}, {"expected", inputs_}});
  check::finite(X, "X", firstRow);
  if (kind_ == Kind::Srht)
    applySrht(X, Y);
  else if (kind_ == Kind::CountSketch)
    applyCountSketch(X, Y);
  else if (pattern_.rows() > 0)
    pattern_.apply(X, static_cast<T>(scale_), Y);
  else
    applyDense(X, Y);
  if (!check::allFinite<T>(Y.flat()))
    throw Error(ErrorCode::NotFinite,
                "X has entries whose projection is beyond the range of its precision",
                {{"argument", "X"}});
}

template void Projector::apply(MatrixView<const float>, MatrixView<float>, std::size_t) const;
template void Projector::apply(MatrixView<const double>, MatrixView<double>, std::size_t) const;

} // namespace lemmata::projection
