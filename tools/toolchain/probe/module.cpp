// One small module that needs what the package and its benches need: SIMD, exceptions, Eigen.
#include <Eigen/Dense>
#include <emscripten.h>
#include <stdexcept>

extern "C" EMSCRIPTEN_KEEPALIVE double largestEigenvalue(double offDiagonal) {
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
