#include "numeric/matrix.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/packet.hpp"

namespace lemmata {

template <class T> MatrixOf<T>::MatrixOf() = default;

template <class T>
MatrixOf<T>::MatrixOf(std::size_t rows, std::size_t cols)
    : data_(rows * cols), rows_(rows), cols_(cols) {}

template <class T>
MatrixOf<T>::MatrixOf(MatrixView<const T> view)
    : data_(view.data, view.data + view.size()), rows_(view.rows), cols_(view.cols) {}

template <class T> MatrixOf<T>::MatrixOf(const MatrixOf &other) = default;

template <class T> MatrixOf<T>::MatrixOf(MatrixOf &&other) noexcept = default;

template <class T> MatrixOf<T> &MatrixOf<T>::operator=(MatrixOf &&other) noexcept = default;

template <class T> MatrixOf<T>::~MatrixOf() = default;

template class MatrixOf<double>;
template class MatrixOf<float>;

double unitScale(std::span<const double> entries) {
  double most = 0;
  for (const double entry : entries)
    most = std::max(most, std::abs(entry));
  return most == 0 ? 1 : std::ldexp(1.0, std::clamp(-std::ilogb(most), -1022, 1022));
}

void addScaled(std::span<double> y, double s, std::span<const double> x) {
  std::size_t i = 0;
  for (; i + 2 <= y.size(); i += 2)
    store(&y[i], load(&y[i]) + s * load(&x[i]));
  if (i < y.size())
    y[i] += s * x[i];
}

} // namespace lemmata
