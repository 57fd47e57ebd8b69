#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace bench {

/// What is timed, and the numbers by which its last result is compared with the others'.
struct Contestant {
  std::string task;
  std::string name;
  double tolerance; ///< how far the values may be from the reference's
  std::function<void()> work;
  std::function<std::vector<double>()> values;
  bool reference = false; ///< whether the others may be compared with this one
};

/// The workloads, of raw float64 files in `folder`.
std::vector<Contestant> normalize(const std::filesystem::path &folder, int rows, int cols,
                                  int perplexity);
std::vector<Contestant> softmax(const std::filesystem::path &folder, int rows, int cols);
std::vector<Contestant> pairs(const std::filesystem::path &folder, int count, int dimension);
std::vector<Contestant> frechet(const std::filesystem::path &folder, int count, int dimension);
std::vector<Contestant> sampling(int count);
std::vector<Contestant> haar(int size);
std::vector<Contestant> project(const std::filesystem::path &folder, int rows, int cols,
                                int outputs);
std::vector<Contestant> decompose(const std::filesystem::path &folder, int rows, int cols,
                                  int rank);
std::vector<Contestant> neighbors(const std::filesystem::path &folder, int dimension, int k);

/// The package's own core in each of them.
Contestant lemmataNormalize(const std::vector<double> &logits, int cols, int perplexity);
std::vector<Contestant> lemmataSoftmax(const std::vector<double> &logits, int cols);
std::vector<Contestant> lemmataPairs(const std::filesystem::path &folder, int count, int dimension);

/// All numbers of a file.
std::vector<double> load(const std::filesystem::path &file);

/// Σp² and −Σp log p of each row of `cols` probabilities.
template <class T> std::vector<double> rowSummaries(const std::vector<T> &probabilities, int cols);

} // namespace bench
