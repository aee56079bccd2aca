#include "kernels/simd/norm.h"
#include "kernels/simd/winograd.h"

#define EMSURVEY_TEXT_OF(name) #name
#define EMSURVEY_NAME_OF(macro) EMSURVEY_TEXT_OF(macro)

namespace emsurvey::EMSURVEY_SIMD {

extern const SimdKernels kernels;  // Constants are otherwise local to the file.
const SimdKernels kernels{.name = EMSURVEY_NAME_OF(EMSURVEY_SIMD),
                          .lanes = lanes,
                          .group_count = group_count,
                          .kernel_panel_count = kernel_panel_count,
                          .transformed_kernels_size = transformed_kernels_size,
                          .transform_kernels = transform_kernels,
                          .convolve = convolve,
                          .convolution_work = convolution_work,
                          .transformed_size = transformed_size,
                          .transform_for_gradient = transform_for_gradient,
                          .add_gradient_products = add_gradient_products,
                          .gradient_work = gradient_work,
                          .transform_to_weight_gradient = transform_to_weight_gradient,
                          .normalise = normalise,
                          .normalise_gradients = normalise_gradients};

}  // namespace emsurvey::EMSURVEY_SIMD
