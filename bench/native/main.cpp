// The native contestants, asked and answering as peers/process.mjs describes.

#include <Eigen/Core>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>

#include "contestant.hpp"

namespace bench {

std::vector<double> load(const std::filesystem::path &file) {
  std::vector<double> numbers(std::filesystem::file_size(file) / sizeof(double));
  std::ifstream stream(file, std::ios::binary);
  stream.read(reinterpret_cast<char *>(numbers.data()), numbers.size() * sizeof(double));
  if (!stream)
    throw std::runtime_error("cannot read " + file.string());
  return numbers;
}

template <class T> std::vector<double> rowSummaries(const std::vector<T> &probabilities, int cols) {
  std::vector<double> summaries;
  for (auto row = probabilities.begin(); row != probabilities.end(); row += cols) {
    double squares = 0;
    double entropy = 0;
    for (auto p = row; p != row + cols; ++p) {
      squares += double(*p) * *p;
      entropy -= *p > 0 ? *p * std::log(double(*p)) : 0;
    }
    summaries.push_back(squares);
    summaries.push_back(entropy);
  }
  return summaries;
}
template std::vector<double> rowSummaries(const std::vector<double> &, int);
template std::vector<double> rowSummaries(const std::vector<float> &, int);

namespace {

std::vector<Contestant> contestants(const std::string &workload, const std::string &folder,
                                    const std::vector<int> &sizes) {
  if (workload == "normalize")
    return normalize(folder, sizes.at(0), sizes.at(1), sizes.at(2));
  if (workload == "softmax")
    return softmax(folder, sizes.at(0), sizes.at(1));
  if (workload == "pairs")
    return pairs(folder, sizes.at(0), sizes.at(1));
  if (workload == "frechet")
    return frechet(folder, sizes.at(0), sizes.at(1));
  if (workload == "sampling")
    return sampling(sizes.at(0));
  if (workload == "haar")
    return haar(sizes.at(0));
  if (workload == "project")
    return project(folder, sizes.at(0), sizes.at(1), sizes.at(2));
  if (workload == "decompose")
    return decompose(folder, sizes.at(0), sizes.at(1), sizes.at(2));
  if (workload == "neighbors")
    return neighbors(folder, sizes.at(2), sizes.at(3));
  return {}; // what has no native contestant
}

double milliseconds(const std::function<void()> &work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

void printArray(const std::vector<double> &values) {
  std::printf("[");
  for (std::size_t i = 0; i < values.size(); ++i)
    std::printf(i ? ",%.17g" : "%.17g", values[i]);
  std::printf("]\n");
}

void describe(const std::vector<Contestant> &list) {
  std::printf("[");
  const char *separator = "";
  for (const Contestant &one : list) {
    std::printf(R"(%s{"task":"%s","name":"%s","tolerance":%g,"reference":%s})", separator,
                one.task.c_str(), one.name.c_str(), one.tolerance,
                one.reference ? "true" : "false");
    separator = ",";
  }
  std::printf("]\n");
}

void answer(const std::vector<Contestant> &list) {
  describe(list);
  std::fflush(stdout);
  std::string question;
  std::size_t index;
  while (std::cin >> question >> index) {
    const Contestant &one = list.at(index);
    if (question == "time")
      std::printf("%.6f\n", milliseconds(one.work));
    else
      printArray(one.values());
    std::fflush(stdout);
  }
}

} // namespace
} // namespace bench

int main(int count, char **arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (words.size() == 1 && words[0] == "versions") {
    std::printf("Eigen %d.%d.%d, %s, SSE4.2 without FMA\n", EIGEN_MAJOR_VERSION,
                EIGEN_MINOR_VERSION, EIGEN_PATCH_VERSION,
#ifdef __clang__
                "Clang " __clang_version__
#else
                "GCC " __VERSION__
#endif
    );
    return 0;
  }
  std::vector<int> sizes;
  for (std::size_t i = 2; i < words.size(); ++i)
    sizes.push_back(std::stoi(words[i]));
  bench::answer(bench::contestants(words.at(0), words.at(1), sizes));
}
