#include <gtest/gtest.h>
#include <torch/cuda.h>

#include <cstdlib>

#include "support/input_error.h"
#include "train/device.h"

namespace emsurvey {
namespace {

TEST(Device, IsTheCpuWhereAskedFor) {
  EXPECT_TRUE(choose_device(DeviceChoice::cpu, 3).is_cpu());
}

TEST(Device, IsAGpuWhereThereIsOne) {
  const auto gpus = static_cast<int>(torch::cuda::device_count());
  if (gpus == 0) {
    EXPECT_TRUE(choose_device(DeviceChoice::automatic, 0).is_cpu());
    EXPECT_INPUT_ERROR(choose_device(DeviceChoice::cuda, 0), "device");
    return;
  }
  for (const DeviceChoice choice : {DeviceChoice::automatic, DeviceChoice::cuda}) {
    EXPECT_EQ(choose_device(choice, 0), at::Device(at::kCUDA, 0));
    EXPECT_EQ(choose_device(choice, gpus), at::Device(at::kCUDA, 0)) << "the GPUs are shared in turn";
    EXPECT_EQ(choose_device(choice, gpus - 1).index(), gpus - 1);
  }
}

TEST(Device, HasAQueueForEachStreamUnlessAnotherNumberIsSet) {
  ::unsetenv("CUDA_DEVICE_MAX_CONNECTIONS");
  choose_device(DeviceChoice::cpu, 0);
  EXPECT_EQ(std::getenv("CUDA_DEVICE_MAX_CONNECTIONS"), nullptr);
  choose_device(DeviceChoice::automatic, 0);
  EXPECT_STREQ(std::getenv("CUDA_DEVICE_MAX_CONNECTIONS"), "32");
  ::setenv("CUDA_DEVICE_MAX_CONNECTIONS", "8", /*overwrite=*/1);
  choose_device(DeviceChoice::automatic, 0);
  EXPECT_STREQ(std::getenv("CUDA_DEVICE_MAX_CONNECTIONS"), "8");
  ::unsetenv("CUDA_DEVICE_MAX_CONNECTIONS");
}

TEST(Device, IsKnownByAnIdentityAndUsable) {
  EXPECT_EQ(device_identity(at::kCPU), "");
  EXPECT_EQ(device_memory_bytes(at::kCPU), 0U);
  EXPECT_TRUE(is_usable(at::kCPU));
  if (!torch::cuda::is_available()) return;
  const at::Device gpu(at::kCUDA, 0);
  EXPECT_EQ(device_identity(gpu).size(), 16U);
  EXPECT_GT(device_memory_bytes(gpu), 0U);
  EXPECT_TRUE(is_usable(gpu));
}

}  // namespace
}  // namespace emsurvey
