#include "projection/pattern.hpp"

#include <algorithm>

#include "numeric/packet.hpp"
#include "numeric/transpose.hpp"

namespace lemmata::projection {

namespace {

/// Rows of X that go together: one packet of each column, four packets wide.
template <class T> constexpr std::size_t group = 4 * lanes<T>;

/// Columns of a block whose entries, `group` of each, stay in the second-level cache.
constexpr std::size_t leastWidth = 2048;

template <class T> struct Sums {
  Packet<T> part[4];
  void add(const T *x) {
#pragma GCC unroll 4
    for (std::size_t p = 0; p < 4; ++p)
      part[p] += load(x + p * lanes<T>);
  }
  void subtract(const T *x) {
#pragma GCC unroll 4
    for (std::size_t p = 0; p < 4; ++p)
      part[p] -= load(x + p * lanes<T>);
  }
};

} // namespace

Pattern::Pattern(std::size_t rows, std::size_t cols, double entries) : rows_(rows), cols_(cols) {
  // A block of each row has at least eight entries on average, so that columns are most of what is
  // stored.
  const double wide = 8 * static_cast<double>(rows) * static_cast<double>(cols) / (entries + 1);
  width_ = wide < static_cast<double>(cols) ? std::max(leastWidth, static_cast<std::size_t>(wide))
                                            : cols;
  starts_.reserve(2 * rows * blocks() + 1);
  columns_.reserve(static_cast<std::size_t>(entries));
}

std::size_t Pattern::end(std::size_t block) const { return std::min(cols_, (block + 1) * width_); }

void Pattern::append(std::span<const float> entries) {
  for (const float sign : {1.0f, -1.0f}) {
    for (std::size_t c = 0; c < entries.size(); ++c)
      if (entries[c] == sign)
        columns_.push_back(static_cast<std::uint32_t>(c));
    starts_.push_back(static_cast<std::uint32_t>(columns_.size()));
  }
}

template <class T> void Pattern::apply(MatrixView<const T> X, T scale, MatrixView<T> Y) const {
  constexpr std::size_t G = group<T>;
  std::vector<T> columns(std::min(width_, cols_) * G), sums(rows_ * G);
  for (std::size_t row = 0; row < X.rows; row += G) {
    const std::size_t height = std::min(G, X.rows - row);
    std::fill(sums.begin(), sums.end(), T(0));
    const std::uint32_t *start = starts_.data();
    for (std::size_t b = 0; b < blocks(); ++b) {
      transposeRows(&X(row, first(b)), cols_, height, end(b) - first(b), G, columns.data());
      for (std::size_t r = 0; r < rows_; ++r, start += 2) {
        Sums<T> sum;
#pragma GCC unroll 4
        for (std::size_t p = 0; p < 4; ++p)
          sum.part[p] = load(&sums[r * G + p * lanes<T>]);
        for (std::uint32_t i = start[0]; i < start[1]; ++i)
          sum.add(&columns[columns_[i] * G]);
        for (std::uint32_t i = start[1]; i < start[2]; ++i)
          sum.subtract(&columns[columns_[i] * G]);
#pragma GCC unroll 4
        for (std::size_t p = 0; p < 4; ++p)
          store(&sums[r * G + p * lanes<T>], sum.part[p]);
      }
    }
    for (std::size_t i = 0; i < height; ++i) {
      T *const to = Y.row(row + i).data();
      for (std::size_t r = 0; r < rows_; ++r)
        to[r] = scale * sums[r * G + i];
    }
  }
}

template void Pattern::apply(MatrixView<const float>, float, MatrixView<float>) const;
template void Pattern::apply(MatrixView<const double>, double, MatrixView<double>) const;

} // namespace lemmata::projection
