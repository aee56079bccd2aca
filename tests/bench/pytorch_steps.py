"""Measures the training steps of bench_steps in PyTorch: eager or compiled, and captured as CUDA graphs.

    python3 tests/bench/pytorch_steps.py [--device cuda] [--network resnet:9] [--model pix2pix] ...; see --help

The networks and losses are those of tests/pytorch, with PyTorch's own norm. The options that a user of
PyTorch would enable are on: channels last, TF32, cuDNN's benchmark mode, the fused Adam. Batches are on the
device from the start.
"""
import argparse
import resource
import sys
import time
from pathlib import Path

import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "pytorch"))
import losses
import networks

WARM_UP_STEPS = 20
DEPTHS = {"unet": 8, "resnet": 9, "highwaynet": 9, "densenet": 5}


class Norm(networks.Norm):
    """The same norm, computed by PyTorch's kernels."""

    def forward(self, x):
        norm = torch.batch_norm if x.shape[0] == 1 else torch.instance_norm  # the functions without a check for single pixels
        return norm(x, self.weight, self.bias, None, None, True, 0.0, 1e-5, True)


networks.Norm = Norm


class Step:
    def __init__(self, choice):
        name, _, depth = choice.network.partition(":")
        self.depth = int(depth or DEPTHS[name])
        filters = choice.filters or (64 if name == "unet" else 32)
        formats = {"channels-last": torch.channels_last, "contiguous": torch.contiguous_format}
        place = dict(device=choice.device, memory_format=formats[choice.memory_format])
        self.generator = networks.generator(name, self.depth, filters, 3).to(**place)
        self.discriminator = networks.Discriminator(3).to(**place) if choice.model == "pix2pix" else None
        for module in filter(None, (self.generator, self.discriminator)):
            for parameter in module.parameters():
                if parameter.dim() == 4:
                    nn.init.normal_(parameter, 0, 0.02)
        size = (choice.batch, 3, choice.crop, choice.crop)
        self.grey = (torch.rand(choice.batch, 1, choice.crop, choice.crop, device=choice.device) * 2 - 1).expand(size)
        self.targets = torch.rand(size, device=choice.device).round() * 2 - 1
        self.classic = losses.classic[choice.loss]
        gpu = choice.device == "cuda"
        adam = lambda module: torch.optim.Adam(module.parameters(), 2e-4, (0.5, 0.999), fused=gpu, capturable=gpu)
        self.optimisers = [adam(module) for module in (self.generator, self.discriminator) if module]
        self.autocast = torch.autocast(choice.device, torch.bfloat16, choice.precision == "bf16", cache_enabled=False)
        self.is_unet, self.filters = name == "unet", filters

    def output(self):
        if not self.is_unet:
            return self.generator(self.grey)
        side = lambda d: self.grey.shape[2] >> (d - 1)
        mask = lambda d: (torch.rand(self.grey.shape[0], 8 * self.filters, side(d), side(d), device=self.grey.device) < 0.5) * 2.0
        return self.generator(self.grey, {d: mask(d) for d in range(6, self.depth + 1)})

    def gradients(self):
        with self.autocast:
            output = self.output().float()
            loss = self.classic(output, self.targets)
            if self.discriminator is not None:
                real = self.discriminator(self.grey, self.targets).float()
                fake = self.discriminator(self.grey, output).float()
        if self.discriminator is not None:
            total = losses.adversarial(fake) + 100 * loss
            total.backward(retain_graph=True, inputs=list(self.generator.parameters()))
            losses.discriminator(real, fake).backward(inputs=list(self.discriminator.parameters()))
        else:
            loss.backward()

    def __call__(self):
        for optimiser in self.optimisers:
            optimiser.zero_grad()
        self.gradients()
        for optimiser in self.optimisers:
            optimiser.step()


def captured(step):
    """Captures the step as a CUDA graph and returns its replay function."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph, stream=stream):
        step()
    return graph.replay


def compiled(step):
    step.generator = torch.compile(step.generator)
    if step.discriminator is not None:
        step.discriminator = torch.compile(step.discriminator)
        torch._functorch.config.donated_buffer = False  # two backward passes go through the same graph
    return step


class Section(Step):
    """Labels a section of choice.section x choice.section pixels."""

    def __init__(self, choice):
        super().__init__(choice)
        self.grey = torch.rand(1, 1, choice.section, choice.section, device=choice.device).mul(2).sub(1).expand(-1, 3, -1, -1)

    @torch.no_grad()
    def __call__(self):
        with self.autocast:
            self.output()


def measure(name, choice, prepare):
    step = Section(choice) if choice.section else Step(choice)
    gpu = choice.device == "cuda"
    wait = torch.cuda.synchronize if gpu else lambda: None
    if gpu:
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    start = time.perf_counter()
    run = prepare(step)
    for _ in range(3 if choice.section else WARM_UP_STEPS):
        run()
    wait()
    begin = time.perf_counter()
    for _ in range(choice.steps):
        run()
    wait()
    seconds = time.perf_counter() - begin
    peak = torch.cuda.max_memory_reserved() / 1e9 if gpu else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{name:14} {1:9} {1:5} {1e3 * seconds / choice.steps:12.3f} {choice.steps * choice.batch / seconds:12.1f} {peak:14.2f} "
          f"{begin - start:10.2f}", flush=True)


def main():
    gpu = torch.cuda.is_available()
    parser = argparse.ArgumentParser(description="How long training steps take in PyTorch")
    parser.add_argument("--device", default="cuda" if gpu else "cpu", choices=["cpu", "cuda"])
    parser.add_argument("--network", default="resnet:9", help="NAME or NAME:DEPTH")
    parser.add_argument("--filters", type=int, default=0, help="0: as published")
    parser.add_argument("--model", default="classic", choices=["classic", "pix2pix"])
    parser.add_argument("--loss", default="square", choices=list(losses.classic))
    parser.add_argument("--precision", default="tf32", choices=["float32", "tf32", "bf16"])
    parser.add_argument("--crop", type=int, default=256)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--section", type=int, default=0, help="label sections of so many pixels in height and width instead of training")
    parser.add_argument("--threads", type=int, default=1, help="of a CPU")
    parser.add_argument("--memory-format", default="channels-last", choices=["channels-last", "contiguous"])
    parser.add_argument("--ways", nargs="+", choices=["eager", "compiled", "graph", "compiled-graph"], help="default: all that there are")
    choice = parser.parse_args()
    torch.set_num_threads(choice.threads)
    torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.allow_tf32 = torch.backends.cuda.matmul.allow_tf32 = choice.precision != "float32"
    print(f"PyTorch {torch.__version__}: {choice.network}, {choice.model}, {choice.loss}, crop {choice.crop}, batch {choice.batch}, "
          f"{choice.precision} on {choice.device}")
    print(f"{'steps':14} {'trainings':>9} {'ranks':>5} {'ms a step':>12} {'images/s':>12} {'peak memory GB':>14} {'start s':>10}")
    ways = {"eager": lambda step: step, "compiled": compiled}
    if choice.device == "cuda":
        ways |= {"graph": captured, "compiled-graph": lambda step: captured(compiled(step))}
    for name in choice.ways or ways:
        try:
            measure(name, choice, ways[name])
        except Exception as error:  # no compiler, or a version that does not support it
            print(f"{name}: {str(error).splitlines()[0] if str(error) else repr(error)}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
