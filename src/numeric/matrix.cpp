#include "numeric/matrix.hpp"

namespace lemmata {

Matrix::Matrix() = default;

Matrix::Matrix(std::size_t rows, std::size_t cols) : data_(rows * cols), rows_(rows), cols_(cols) {}

Matrix::Matrix(MatrixView<const double> view)
    : data_(view.data, view.data + view.size()), rows_(view.rows), cols_(view.cols) {}

Matrix::Matrix(const Matrix &other) = default;

Matrix::Matrix(Matrix &&other) noexcept = default;

Matrix &Matrix::operator=(Matrix &&other) noexcept = default;

Matrix::~Matrix() = default;

} // namespace lemmata
