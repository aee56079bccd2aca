"""The losses, written from their formulas.

o is the output and t the target, in [-1, 1]; p and q are the same, scaled to [0, 1].
"""
import torch


class FusedSoftmax(torch.autograd.Function):
    """A softmax loss with the gradient softmax(p) - q, although the labels of a pixel need not sum to 1."""

    @staticmethod
    def forward(context, p, q):
        context.save_for_backward(p, q)
        return -(q * p.log_softmax(1)).sum(1).mean()

    @staticmethod
    def backward(context, gradient):
        p, q = context.saved_tensors
        return gradient * (p.softmax(1) - q) / (p.numel() / p.shape[1]), None


class ClampedValue(torch.autograd.Function):
    """A clamp that the gradient ignores."""

    @staticmethod
    def forward(context, d):
        return d.clamp(0, 1 - 1e-10)

    @staticmethod
    def backward(context, gradient):
        return gradient


def unit(x):
    return x / 2 + 0.5


def hinge(o, t):
    return (t - o).abs().mean()


def square(o, t):
    return ((t - o) ** 2).mean()


def softmax(o, t):
    return FusedSoftmax.apply(unit(o), unit(t))


def approx(o, t):
    p, q = unit(o), unit(t)
    series = lambda x: (x - 1) - (x - 1) ** 2 / 2
    return -(q * series(p) + (1 - q) * series(1 - p)).mean()


def dice(o, t):
    return 1 - ClampedValue.apply(2 * (o * t).sum() / ((o ** 2).sum() + (t ** 2).sum()))


def logistic(o, t):
    p, q = unit(o), unit(t)
    return -(q * (p + 1e-7).log() + (1 - q) * (1 - p + 1e-7).log()).mean()


classic = {loss.__name__: loss for loss in (hinge, square, softmax, approx, dice, logistic)}


def adversarial(of_fake):
    return -(of_fake + 1e-12).log().mean()


def discriminator(of_real, of_fake):
    return -((of_real + 1e-12).log() + (1 - of_fake + 1e-12).log()).mean()
