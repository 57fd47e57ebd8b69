// One doctest program under Node, so that the libraries of the wasm-tests build are made, too.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <fstream>
#include <string>
#include <vector>

TEST_CASE("a program reads its own source") {
  std::ifstream file(PROBE_SOURCE);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);)
    lines.push_back(line);
  CHECK(lines.size() > 10);
}
