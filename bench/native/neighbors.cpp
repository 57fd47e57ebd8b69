// W5 in C++: SimHash of 64 signs with normal directions, a scan of all codes, and the core's own
// index.

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <random>

#include "contestant.hpp"
#include "projection/lsh.hpp"

#include <Eigen/Core>

namespace bench {
namespace {

using Rows = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
constexpr int signs = 64, ranked = 300;

struct Given {
  Rows X, Q, directions;
  std::vector<std::uint64_t> codes;
  std::vector<std::int32_t> ids;
};

Rows read(const std::filesystem::path &file, int cols) {
  const std::vector<double> numbers = load(file);
  return Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
             numbers.data(), Eigen::Index(numbers.size()) / cols, cols)
      .cast<float>();
}

std::vector<std::uint64_t> hash(const Rows &X, const Rows &directions) {
  std::vector<std::uint64_t> codes(X.rows());
  constexpr Eigen::Index block = 1024;
  for (Eigen::Index first = 0; first < X.rows(); first += block) {
    const Eigen::Index count = std::min(block, X.rows() - first);
    const Rows dots = X.middleRows(first, count) * directions.transpose();
    for (Eigen::Index row = 0; row < count; ++row)
      for (int sign = 0; sign < signs; ++sign)
        codes[first + row] |= std::uint64_t(dots(row, sign) >= 0) << sign;
  }
  return codes;
}

/// The k largest inner products among the rows whose codes differ least.
void scan(Given &at, int k) {
  const std::vector<std::uint64_t> asked = hash(at.Q, at.directions);
  std::vector<std::uint8_t> different(at.codes.size());
  std::vector<std::pair<float, std::int32_t>> found;
  for (std::size_t q = 0; q < asked.size(); ++q) {
    int counts[signs + 1] = {};
    for (std::size_t row = 0; row < at.codes.size(); ++row)
      ++counts[different[row] = std::uint8_t(std::popcount(at.codes[row] ^ asked[q]))];
    int most = 0;
    for (int total = counts[0]; total < ranked && most < signs; total += counts[++most]) {
    }
    found.clear();
    for (std::size_t row = 0; row < at.codes.size(); ++row)
      if (different[row] <= most)
        found.push_back({-at.X.row(row).dot(at.Q.row(q)), std::int32_t(row)});
    std::partial_sort(found.begin(), found.begin() + k, found.end());
    for (int i = 0; i < k; ++i)
      at.ids[q * k + i] = found[i].second;
  }
}

/// The share of the k nearest of the first hundred queries.
std::vector<double> recall(const Given &at, int k) {
  double hits = 0;
  const Eigen::Index queries = std::min<Eigen::Index>(100, at.Q.rows());
  for (Eigen::Index q = 0; q < queries; ++q) {
    const Eigen::VectorXf dots = at.X * at.Q.row(q).transpose();
    std::vector<float> sorted(dots.begin(), dots.end());
    std::nth_element(sorted.begin(), sorted.begin() + k - 1, sorted.end(), std::greater<>());
    for (int i = 0; i < k; ++i)
      hits += dots[at.ids[q * k + i]] >= sorted[k - 1] - 1e-6f;
  }
  return {hits / double(queries * k)};
}

} // namespace

std::vector<Contestant> neighbors(const std::filesystem::path &folder, int dimension, int k) {
  const auto at = std::make_shared<Given>();
  at->X = read(folder / "X", dimension);
  at->Q = read(folder / "Q", dimension);
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  at->directions = Rows::NullaryExpr(signs, dimension, [&] { return normal(random); });
  at->codes = hash(at->X, at->directions);
  at->ids.resize(at->Q.rows() * k);

  const auto rows = [](const Rows &X) {
    return lemmata::MatrixView<const float>{X.data(), std::size_t(X.rows()), std::size_t(X.cols())};
  };
  const auto own = [=] {
    lemmata::projection::LshOptions options;
    options.tables = 2;
    auto index = std::make_unique<lemmata::projection::LshIndex>(dimension, options);
    index->append(rows(at->X));
    index->settle();
    return index;
  };
  const std::shared_ptr<lemmata::projection::LshIndex> index = own();
  const auto query = [=] {
    std::vector<double> distances(at->ids.size());
    std::vector<std::int32_t> candidates(at->Q.rows());
    index->query(rows(at->Q), k, at->ids, distances, candidates);
  };
  const auto none = [] { return std::vector<double>(); };
  const auto share = [=] { return recall(*at, k); };
  // Recall is compared with the best, 1.
  return {{"build", "C++ with Eigen, 64 signs", 0, [=] { hash(at->X, at->directions); }, none},
          {"build", "lemmata, native, 2 tables", 0, own, none},
          {"query", "C++ scan of 64 signs", 0.02, [=] { scan(*at, k); }, share},
          {"query", "lemmata, native, 2 tables", 0.02, query, share}};
}

} // namespace bench
