// W3 and W4: on Eigen, and the package's own core.

#include <Eigen/Dense>
#include <cmath>
#include <memory>

#include "contestant.hpp"
#include "numeric/view.hpp"
#include "projection/projector.hpp"
#include "projection/randomized.hpp"

namespace bench {
namespace {

using Eigen::MatrixXd;
template <class T>
using RowMajor = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <class T> struct Projected {
  RowMajor<T> X, R, Y;

  std::vector<double> meanRatio() const {
    double sum = 0;
    for (Eigen::Index i = 0; i < X.rows(); ++i)
      sum += Y.row(i).template cast<double>().squaredNorm() /
             X.row(i).template cast<double>().squaredNorm();
    return {sum / double(X.rows())};
  }
};

template <class T>
void project(std::vector<Contestant> &all, const std::string &precision,
             const std::vector<double> &X, const std::vector<double> &R, int rows, int cols,
             int outputs) {
  using Given = Eigen::Map<const RowMajor<double>>;
  const auto eigen = std::make_shared<Projected<T>>(
      Projected<T>{Given(X.data(), rows, cols).template cast<T>(),
                   Given(R.data(), outputs, cols).template cast<T>(), RowMajor<T>(rows, outputs)});
  all.push_back({"given " + precision, "C++ with Eigen", 0.075,
                 [=] { eigen->Y.noalias() = eigen->X * eigen->R.transpose(); },
                 [=] { return eigen->meanRatio(); }});
  const auto own = std::make_shared<Projected<T>>(*eigen);
  using lemmata::projection::Kind;
  const auto apply = [=](Kind kind, double density) {
    const lemmata::projection::Projector projector(kind, cols, outputs, density, 1);
    projector.apply<T>({own->X.data(), std::size_t(rows), std::size_t(cols)},
                       {own->Y.data(), std::size_t(rows), std::size_t(outputs)});
  };
  const auto one = [&](const std::string &task, Kind kind) {
    all.push_back({task, "lemmata, native", 0.075, [=] { apply(kind, 1 / std::sqrt(cols)); },
                   [=] { return own->meanRatio(); }});
  };
  one("made " + precision, Kind::Gaussian);
  one("sparse " + precision, Kind::Sparse);
  if (precision == "f64") {
    one("srht", Kind::Srht);
    one("count-sketch", Kind::CountSketch);
  }
}

MatrixXd basis(const MatrixXd &Y) {
  const Eigen::HouseholderQR<MatrixXd> qr(Y);
  return qr.householderQ() * MatrixXd::Identity(Y.rows(), Y.cols());
}

} // namespace

std::vector<Contestant> project(const std::filesystem::path &folder, int rows, int cols,
                                int outputs) {
  const std::vector<double> X = load(folder / "X"), R = load(folder / "R");
  std::vector<Contestant> all;
  project<float>(all, "f32", X, R, rows, cols, outputs);
  project<double>(all, "f64", X, R, rows, cols, outputs);
  return all;
}

std::vector<Contestant> decompose(const std::filesystem::path &folder, int rows, int cols,
                                  int rank) {
  const auto given = std::make_shared<std::vector<double>>(load(folder / "A"));
  const auto A =
      std::make_shared<MatrixXd>(Eigen::Map<const RowMajor<double>>(given->data(), rows, cols));
  const auto found = std::make_shared<std::vector<double>>(),
             own = std::make_shared<std::vector<double>>();
  const int size = std::min({rank + 10, rows, cols});
  const auto eigen = [=] {
    MatrixXd Q = basis(*A * MatrixXd::Random(cols, size));
    for (int step = 0; step < 2; ++step)
      Q = basis(*A * basis(A->transpose() * Q));
    const Eigen::JacobiSVD<MatrixXd, Eigen::ComputeThinU | Eigen::ComputeThinV> svd(Q.transpose() *
                                                                                    *A);
    const MatrixXd U = Q * svd.matrixU();
    found->assign(svd.singularValues().data(), svd.singularValues().data() + rank);
    if (!(U(0, 0) < 2))
      found->clear();
  };
  const auto core = [=] {
    *own =
        lemmata::projection::randomizedSvd(
            lemmata::MatrixView<const double>{given->data(), std::size_t(rows), std::size_t(cols)},
            {std::size_t(rank), 10, 2, 0})
            .S;
  };
  return {{"decompose", "C++ with Eigen", 1e-10, eigen, [=] { return *found; }},
          {"decompose", "lemmata, native", 1e-10, core, [=] { return *own; }}};
}

} // namespace bench
