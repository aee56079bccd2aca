"""The published networks in PyTorch, written from their description, not from the sources of the program.

Submodules are named so that the keys of state_dict(), with "/" for ".", are the paths in checkpoint.h5.
"""
from collections import OrderedDict

import h5py
import torch
from torch import nn
from torch.nn.functional import leaky_relu


def load(module, group):
    """Loads the weights in an HDF5 group; arrays and parameters must correspond one to one."""
    names = []
    group.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
    module.load_state_dict({name.replace("/", "."): torch.from_numpy(group[name][()]) for name in names})


class Norm(nn.Module):
    """Batch normalisation of each sample by itself, with the biased variance over its pixels."""

    def __init__(self, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        centred = x - x.mean((2, 3), keepdim=True)
        variance = centred.square().mean((2, 3), keepdim=True)
        return centred / (variance + 1e-5).sqrt() * self.weight.view(-1, 1, 1) + self.bias.view(-1, 1, 1)


def conv(inputs, outputs, size, stride=1, padding=None):
    return nn.Conv2d(inputs, outputs, size, stride, size // 2 if padding is None else padding, bias=False)


def up(inputs, outputs):
    return nn.ConvTranspose2d(inputs, outputs, 4, 2, 1, bias=False)


def sequence(**modules):
    return nn.Sequential(OrderedDict(modules))


class Coded(nn.Module):
    """An encoder, `depth` equal parts at a quarter of the resolution, and a decoder."""

    part_name = "block"

    def __init__(self, depth, f, labels):
        super().__init__()
        self.encoder = sequence(conv1=conv(3, f, 7), conv2=conv(f, 2 * f, 3, 2), conv3=conv(2 * f, 4 * f, 3, 2))
        self.parts = [self.part(4 * f) for _ in range(depth)]
        for i, part in enumerate(self.parts):
            self.add_module(f"{self.part_name}{i}", part)
        self.decoder = sequence(
            up1=up(4 * f, 2 * f), norm1=Norm(2 * f), relu1=nn.ReLU(),
            up2=up(2 * f, f), norm2=Norm(f), relu2=nn.ReLU(), conv=conv(f, labels, 7), tanh=nn.Tanh())

    def forward(self, x):
        x = self.encoder(x)
        for part in self.parts:
            x = part(x)
        return self.decoder(x)


class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv1, self.norm1 = conv(channels, channels, 3), Norm(channels)
        self.conv2, self.norm2 = conv(channels, channels, 3), Norm(channels)

    def transformed(self, x):
        return self.norm2(self.conv2(self.norm1(self.conv1(x)).relu())).relu()

    def forward(self, x):
        return x + self.transformed(x)


class HighwayUnit(ResidualBlock):
    def __init__(self, channels):
        super().__init__(channels)
        self.gate_conv, self.gate_norm = conv(channels, channels, 3), Norm(channels)

    def forward(self, x):
        gate = (self.gate_norm(self.gate_conv(x)).sigmoid() + 1) / 2
        return x * (1 - gate) + self.transformed(x) * gate


class DenseBlock(nn.Module):
    layers = 5

    def __init__(self, channels):
        super().__init__()
        for j in range(1, self.layers + 1):
            self.add_module(f"conv{j}", conv(j * channels, channels, 3))
            self.add_module(f"norm{j}", Norm(channels))

    def forward(self, x):
        features = [x]
        for j in range(1, self.layers + 1):
            convolved = getattr(self, f"conv{j}")(torch.cat(features, 1))
            features.append(getattr(self, f"norm{j}")(convolved).relu())
        return features[-1]


class Resnet(Coded):
    part = ResidualBlock


class Highwaynet(Coded):
    part, part_name = HighwayUnit, "unit"


class Densenet(Coded):
    part = DenseBlock


class Unet(nn.Module):
    def __init__(self, depth, f, labels):
        super().__init__()
        self.depth = depth
        wide = [f * factor for factor in (1, 2, 4, 8, 8, 8, 8, 8)]
        # In the published network the first encoder is as wide as the second.
        encoded = [3, wide[1], *wide[1:depth]]
        for d in range(1, depth + 1):
            above = encoded[d] if d == depth else wide[d]
            encoder = {"conv": conv(encoded[d - 1], encoded[d], 4, 2, 1)}
            decoder = {"up": up(above + encoded[d], labels if d == 1 else wide[d - 1])}
            if d > 1:
                encoder["norm"], decoder["norm"] = Norm(encoded[d]), Norm(wide[d - 1])
            self.add_module(f"encoder{d}", sequence(**encoder))
            self.add_module(f"decoder{d}", sequence(**decoder))

    def forward(self, x, dropout={}):
        """`dropout[d]` multiplies the output of decoder d (by 0 or 2), for each d > 5."""
        down = {1: self.encoder1(x)}
        for d in range(2, self.depth + 1):
            down[d] = getattr(self, f"encoder{d}")(leaky_relu(down[d - 1], 0.2))
        x = down[self.depth]
        for d in range(self.depth, 0, -1):
            x = getattr(self, f"decoder{d}")(torch.cat([x, down[d]], 1).relu())
            if d > 5:
                x = x * dropout[d]
        return x.tanh()


class Discriminator(nn.Module):
    """Classifies patches of three grey channels together with the labels."""

    def __init__(self, labels):
        super().__init__()
        self.conv1 = conv(3 + labels, 64, 4, 2, 1)
        self.conv2, self.norm2 = conv(64, 128, 4, 2, 1), Norm(128)
        self.conv3, self.norm3 = conv(128, 256, 4, 2, 1), Norm(256)
        self.conv4, self.norm4 = conv(256, 512, 4, 1, 1), Norm(512)
        self.conv5 = conv(512, 1, 4, 1, 1)

    def forward(self, sections, labelled):
        x = leaky_relu(self.conv1(torch.cat([sections, labelled], 1)), 0.2)
        x = leaky_relu(self.norm2(self.conv2(x)), 0.2)
        x = leaky_relu(self.norm3(self.conv3(x)), 0.2)
        x = leaky_relu(self.norm4(self.conv4(x)), 0.2)
        return self.conv5(x).sigmoid()


def generator(name, depth, filters, labels):
    networks = {"unet": Unet, "resnet": Resnet, "highwaynet": Highwaynet, "densenet": Densenet}
    return networks[name](depth, filters, labels)


def parameter_count(module):
    return sum(parameter.numel() for parameter in module.parameters())
