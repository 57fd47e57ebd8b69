#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <memory>

#include "contestant.hpp"

namespace bench {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Gaussian {
  VectorXd mean;
  MatrixXd covariance;
};

double logDet(const Eigen::LLT<MatrixXd> &factor) {
  return 2 * factor.matrixLLT().diagonal().array().log().sum();
}

double kl(const Gaussian &p, const Gaussian &q) {
  const Eigen::LLT<MatrixXd> lp(p.covariance);
  const Eigen::LLT<MatrixXd> lq(q.covariance);
  MatrixXd solved = lp.matrixL();
  lq.matrixL().solveInPlace(solved);
  const VectorXd whitened = lq.matrixL().solve(p.mean - q.mean);
  return (solved.squaredNorm() + whitened.squaredNorm() - double(p.mean.size()) + logDet(lq) -
          logDet(lp)) /
         2;
}

double bhattacharyya(const Gaussian &p, const Gaussian &q) {
  const Eigen::LLT<MatrixXd> average((p.covariance + q.covariance) / 2);
  const double ends =
      logDet(Eigen::LLT<MatrixXd>(p.covariance)) + logDet(Eigen::LLT<MatrixXd>(q.covariance));
  return average.matrixL().solve(p.mean - q.mean).squaredNorm() / 8 +
         (logDet(average) - ends / 2) / 2;
}

/// |μp − μq|² + tr Σp + tr Σq − 2 Σ √λ(Lᵀ Σq L), Σp = L Lᵀ.
double wasserstein2(const Gaussian &p, const Gaussian &q) {
  const MatrixXd factor = Eigen::LLT<MatrixXd>(p.covariance).matrixL();
  const MatrixXd product = factor.transpose() * q.covariance * factor;
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(product, Eigen::EigenvaluesOnly);
  return (p.mean - q.mean).squaredNorm() + p.covariance.trace() + q.covariance.trace() -
         2 * solver.eigenvalues().cwiseMax(0).cwiseSqrt().sum();
}

std::vector<Gaussian> read(const std::filesystem::path &folder, const std::string &side, int count,
                           int dimension) {
  const std::vector<double> means = load(folder / ("mean" + side));
  const std::vector<double> covariances = load(folder / ("covariance" + side));
  const std::size_t square = std::size_t(dimension) * dimension;
  std::vector<Gaussian> list;
  for (int k = 0; k < count; ++k)
    list.push_back(
        {Eigen::Map<const VectorXd>(means.data() + std::size_t(k) * dimension, dimension),
         Eigen::Map<const MatrixXd>(covariances.data() + k * square, dimension, dimension)});
  return list;
}

} // namespace

std::vector<Contestant> pairs(const std::filesystem::path &folder, int count, int dimension) {
  const auto p = std::make_shared<std::vector<Gaussian>>(read(folder, "P", count, dimension));
  const auto q = std::make_shared<std::vector<Gaussian>>(read(folder, "Q", count, dimension));
  const auto one = [=](const char *task, double (*distance)(const Gaussian &, const Gaussian &),
                       double tolerance) -> Contestant {
    const auto out = std::make_shared<std::vector<double>>(count);
    const auto work = [=] {
      for (int k = 0; k < count; ++k)
        (*out)[k] = distance((*p)[k], (*q)[k]);
    };
    return {task, "C++ with Eigen", tolerance, work, [=] { return *out; }};
  };
  std::vector<Contestant> all = lemmataPairs(folder, count, dimension);
  all.push_back(one("wasserstein2", wasserstein2, 1e-9));
  if (count > 1) {
    all.push_back(one("kl", kl, 1e-10));
    all.push_back(one("bhattacharyya", bhattacharyya, 1e-10));
  }
  return all;
}

} // namespace bench
