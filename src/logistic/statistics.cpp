#include "logistic/statistics.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/bytes.hpp"
#include "numeric/check.hpp"
#include "numeric/reduce.hpp"

namespace lemmata::logistic {

namespace {

void checkWeights(std::span<const double> weights, std::size_t rows) {
  if (weights.empty())
    return;
  check::sameSize(weights.size(), rows, "sampleWeights");
  check::finite(weights, "sampleWeights");
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (weights[i] < 0)
      throw Error(ErrorCode::InvalidArgument,
                  "{argument}[{index}] is {found}; allowed are numbers from 0",
                  {{"argument", "sampleWeights"}, {"index", i}, {"found", weights[i]}});
}

} // namespace

void checkLabels(std::span<const std::int32_t> labels, std::size_t rows, std::size_t classes) {
  check::sameSize(labels.size(), rows, "labels");
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (labels[i] < 0 || static_cast<std::size_t>(labels[i]) >= classes)
      throw Error(ErrorCode::InvalidArgument,
                  "labels[{index}] is {found}; allowed are whole numbers from 0 to {high}",
                  {{"argument", "labels"},
                   {"index", i},
                   {"found", labels[i]},
                   {"high", static_cast<double>(classes) - 1}});
}

std::size_t countClasses(std::span<const std::int32_t> labels) {
  check::notEmpty(labels.size(), "labels");
  // No more classes than labels: beyond that one of them is empty anyway.
  const std::size_t most = std::max<std::size_t>(labels.size(), 2);
  for (std::size_t i = 0; i < labels.size(); ++i)
    if (labels[i] < 0)
      checkLabels(labels, labels.size(), most);
  const auto classes = static_cast<std::size_t>(*std::ranges::max_element(labels)) + 1;
  if (classes < 2)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} has one class only; a classifier needs two or more",
                {{"argument", "labels"}});
  if (classes <= most)
    return classes;
  std::vector<char> seen(most);
  for (const std::int32_t label : labels)
    if (static_cast<std::size_t>(label) < most)
      seen[static_cast<std::size_t>(label)] = 1;
  const auto missing = std::ranges::find(seen, 0) - seen.begin();
  throw Error(ErrorCode::EmptyClass, "class {class} has no samples; labels go up to {high}",
              {{"argument", "labels"}, {"class", missing}, {"high", classes - 1}});
}

void checkSquares(std::span<const double> sums, std::string_view argument) {
  if (!check::allFinite(sums))
    throw Error(ErrorCode::InvalidArgument,
                "squares overflow; {argument} needs entries whose squares are finite",
                {{"argument", argument}});
}

ClassStatistics::ClassStatistics(std::size_t features, std::size_t classes) {
  if (features == 0)
    throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; at least 1 is needed",
                {{"argument", "features"}, {"found", features}});
  if (classes < 2)
    throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; at least 2 are needed",
                {{"argument", "classes"}, {"found", classes}});
  const double d = static_cast<double>(features);
  check::addressable(d * d + d * static_cast<double>(classes));
  weights_.resize(classes);
  means_ = Matrix(classes, features);
  scatter_ = Matrix(features, features);
}

/// Moves the mean of class k to that of the union with samples of the given weight and mean. Fills
/// `shift` with the vector whose square the scatter grows by.
void ClassStatistics::mergeMean(std::size_t k, double weight, std::span<const double> mean,
                                std::span<double> shift) {
  const double before = weights_[k], all = before + weight;
  const double share = weight / all, root = std::sqrt(before * share);
  const auto own = means_.row(k);
  for (std::size_t j = 0; j < own.size(); ++j) {
    const double difference = mean[j] - own[j];
    shift[j] = root * difference;
    own[j] = before > 0 ? own[j] + share * difference : mean[j];
  }
  weights_[k] = all;
}

void ClassStatistics::add(MatrixView<const double> X, std::span<const std::int32_t> labels,
                          std::span<const double> weights) {
  if (X.cols != features() && !(X.rows == 0 && X.cols == 0))
    throw Error(ErrorCode::ShapeMismatch, "{argument} has {found} columns; {expected} are needed",
                {{"argument", "X"}, {"found", X.cols}, {"expected", features()}});
  checkLabels(labels, X.rows, classes());
  checkWeights(weights, X.rows);
  check::finite(X, "X");
  if (X.rows == 0)
    return;
  if (hasRoom(X, weights))
    return addRows(X, labels, weights);
  ClassStatistics next = *this;
  next.addRows(X, labels, weights);
  replaceBy(std::move(next), "X");
}

/// Whether no sum can overflow: differences of rows and means are below twice the largest entry,
/// and are squared once about the means of a block, once between them.
bool ClassStatistics::hasRoom(MatrixView<const double> X, std::span<const double> weights) const {
  const Range<double> rows = range<double>(X.flat()), means = range<double>(means_.flat());
  const double largest = std::max({-rows.low, rows.high, -means.low, means.high});
  double weight = weights.empty() ? static_cast<double>(X.rows) : sum(weights), scatter = 0;
  for (const double before : weights_)
    weight += before;
  for (std::size_t j = 0; j < features(); ++j)
    scatter = std::max(scatter, scatter_(j, j));
  return scatter + 8 * weight * largest * largest < 0x1p1023;
}

void ClassStatistics::addRows(MatrixView<const double> X, std::span<const std::int32_t> labels,
                              std::span<const double> weights) {
  const std::size_t height = blockRows(X.cols);
  // The rows of a block less their means, and below them a row for each class.
  Matrix room(std::min(height, X.rows) + classes(), features());
  for (std::size_t first = 0; first < X.rows; first += height) {
    const std::size_t rows = std::min(height, X.rows - first);
    addBlock({X.data + first * X.cols, rows, X.cols}, labels.subspan(first, rows),
             weights.empty() ? weights : weights.subspan(first, rows), room);
  }
  count_ += static_cast<double>(X.rows);
}

void ClassStatistics::addBlock(MatrixView<const double> X, std::span<const std::int32_t> labels,
                               std::span<const double> weights, Matrix &room) {
  const std::size_t d = features();
  const auto weightOf = [&](std::size_t i) { return weights.empty() ? 1 : weights[i]; };
  Matrix means(classes(), d);
  std::vector<double> total(classes());
  for (std::size_t i = 0; i < X.rows; ++i) {
    const double w = weightOf(i);
    total[labels[i]] += w;
    addScaled(means.row(labels[i]), w, X.row(i));
  }
  for (std::size_t k = 0; k < classes(); ++k)
    for (double &value : means.row(k))
      value /= total[k] > 0 ? total[k] : 1;

  for (std::size_t i = 0; i < X.rows; ++i) {
    const double root = weights.empty() ? 1 : std::sqrt(weights[i]);
    const double *mean = means.row(labels[i]).data(), *x = X.data + i * d;
    double *z = room.row(i).data();
    std::size_t j = 0;
    for (; j + 2 <= d; j += 2)
      store(z + j, root * (lemmata::load(x + j) - lemmata::load(mean + j)));
    if (j < d)
      z[j] = root * (x[j] - mean[j]);
  }
  std::size_t rows = X.rows;
  for (std::size_t k = 0; k < classes(); ++k)
    if (total[k] > 0)
      mergeMean(k, total[k], means.row(k), room.row(rows++));
  addLowerGram(scatter_.view(), 1, Block<const double>(room.view()).part(0, 0, rows, d));
}

void ClassStatistics::merge(const ClassStatistics &other) {
  if (other.features() != features() || other.classes() != classes())
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} is of {found} features and {foundClasses} classes; expected are "
                "{expected} and {expectedClasses}",
                {{"argument", "other"},
                 {"found", other.features()},
                 {"foundClasses", other.classes()},
                 {"expected", features()},
                 {"expectedClasses", classes()}});
  Matrix room(classes(), features());
  std::size_t rows = 0;
  ClassStatistics next = *this;
  addScaled(next.scatter_.flat(), 1, other.scatter_.flat());
  for (std::size_t k = 0; k < classes(); ++k)
    if (other.weights_[k] > 0)
      next.mergeMean(k, other.weights_[k], other.means_.row(k), room.row(rows++));
  addLowerGram(next.scatter_.view(), 1,
               Block<const double>(room.view()).part(0, 0, rows, features()));
  next.count_ += other.count_;
  replaceBy(std::move(next), "other");
}

void ClassStatistics::replaceBy(ClassStatistics next, std::string_view argument) {
  checkSquares(next.weights_, argument);
  checkSquares(next.means_.flat(), argument);
  checkSquares(next.scatter_.flat(), argument);
  *this = std::move(next);
}

Matrix ClassStatistics::scatter() const {
  Matrix S = scatter_;
  mirror(S.view());
  return S;
}

std::vector<std::uint8_t> ClassStatistics::save() const {
  const std::size_t numbers = 1 + weights_.size() + means_.flat().size() + scatter_.flat().size();
  bytes::Writer writer(bytes::Kind::ClassStatistics, 1, 8 * (numbers + 2));
  writer.integer(features());
  writer.integer(classes());
  writer.number(count_);
  writer.numbers(std::span<const double>(weights_));
  writer.numbers(means_.flat());
  const Matrix S = scatter();
  writer.numbers(S.flat());
  return writer.finish();
}

ClassStatistics ClassStatistics::load(std::span<const std::uint8_t> saved) {
  bytes::Reader reader(saved, bytes::Kind::ClassStatistics, 1, "bytes");
  const std::uint64_t features = reader.integer(), classes = reader.integer();
  const double count = reader.number();
  // Bounded by what the bytes can hold, so that no product of them overflows.
  if (features == 0 || classes < 2 || features > saved.size() || classes > saved.size() ||
      !(count >= 0))
    reader.corrupt();
  const auto weights = reader.numbers<double>(classes),
             means = reader.numbers<double>(classes * features),
             scatter = reader.numbers<double>(features * features);
  reader.end();
  for (const double weight : weights)
    if (!(weight >= 0))
      reader.corrupt();
  if (!check::allFinite<double>(weights) || !check::allFinite<double>(means) ||
      !check::allFinite<double>(scatter) || !std::isfinite(count))
    reader.corrupt();
  ClassStatistics result(static_cast<std::size_t>(features), static_cast<std::size_t>(classes));
  result.count_ = count;
  result.weights_ = weights;
  std::ranges::copy(means, result.means_.flat().begin());
  std::ranges::copy(scatter, result.scatter_.flat().begin());
  return result;
}

} // namespace lemmata::logistic
