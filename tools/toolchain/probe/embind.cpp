// One small Embind module that needs what the package's module needs: Eigen, SIMD, exceptions.
#include <Eigen/Dense>
#include <emscripten/bind.h>
#include <stdexcept>

static double largestEigenvalue(double offDiagonal) {
  try {
    if (offDiagonal < 0)
      throw std::domain_error("negative");
    Eigen::Matrix2d matrix;
    matrix << 2, offDiagonal, offDiagonal, 2;
    return Eigen::SelfAdjointEigenSolver<Eigen::Matrix2d>(matrix).eigenvalues()(1);
  } catch (const std::domain_error &) {
    return -1;
  }
}

EMSCRIPTEN_BINDINGS(probe) { emscripten::function("largestEigenvalue", &largestEigenvalue); }
