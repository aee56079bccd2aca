"""Repeats the training that trace_step recorded with the independent networks and losses."""
import json

import h5py
import torch

import losses
import networks


DEPTH_OPTIONS = {"unet": "u_depth", "resnet": "n_res_blocks", "highwaynet": "n_highway_units",
                 "densenet": "n_dense_blocks"}


class Replay:
    """A traced training, continued from its checkpoint. The generator's loss is the adversarial one plus
    `classic_weight` times the classic one."""

    def __init__(self, folder, classic_weight=100):
        self.classic_weight = classic_weight
        self.trace = h5py.File(folder / "trace.h5")
        with h5py.File(folder / "checkpoint.h5") as checkpoint:
            options = json.loads(checkpoint.attrs["options"])
            name, labels = options["generator"], len(json.loads(checkpoint.attrs["labels"]))
            self.generator = networks.generator(name, options[DEPTH_OPTIONS[name]], options["filters"], labels)
            networks.load(self.generator, checkpoint["generator"])
            self.discriminator = None
            if options["model"] == "pix2pix":
                self.discriminator = networks.Discriminator(labels)
                networks.load(self.discriminator, checkpoint["discriminator"])
        self.classic = losses.classic[options["Y_loss"]]
        adam = lambda module: torch.optim.Adam(module.parameters(), options["lr"], (options["beta1"], 0.999), 1e-8)
        self.optimisers = [adam(module) for module in (self.generator, self.discriminator) if module]

    def tensor(self, path):
        return torch.from_numpy(self.trace[path][()])

    def generate(self, group, sections):
        dropout = {int(name[len("dropout"):]): self.tensor(f"{group}/{name}")
                   for name in self.trace[group] if name.startswith("dropout")}
        grey = sections.expand(-1, 3, -1, -1)
        return self.generator(grey, dropout) if dropout else self.generator(grey)

    def gates_start_closed(self):
        """Whether all gates start at -10. trace_step divides offsets by ten and adds -0.5 to 0.5."""
        return all(((part.gate_norm.bias + 1).abs() <= 0.5).all()
                   for part in self.generator.modules() if isinstance(part, networks.HighwayUnit))

    def label_section(self, dtype=torch.float32):
        """Returns the output for the traced whole section, computed in `dtype`."""
        with torch.no_grad():
            self.generator.to(dtype)
            output = self.generate("apply", self.tensor("apply/section").to(dtype))
            self.generator.float()
        return output

    def forward_difference(self):
        """Returns the largest difference between the outputs for a whole section."""
        return (self.label_section() - self.tensor("apply/output")).abs().max().item()

    def rounding(self):
        """Returns the largest difference between float32 and float64 in the output of this implementation."""
        return (self.label_section() - self.label_section(torch.float64)).abs().max().item()

    def step(self, group):
        """Updates the networks with a traced batch; returns the losses by name."""
        sections, targets = self.tensor(f"{group}/sections"), self.tensor(f"{group}/targets")
        output = self.generate(group, sections)
        found = {"classic": self.classic(output, targets)}
        for optimiser in self.optimisers:
            optimiser.zero_grad()
        if self.discriminator:
            self.backward_pix2pix(sections.expand(-1, 3, -1, -1), output, targets, found)
        else:
            found["classic"].backward()
        for optimiser in self.optimisers:
            optimiser.step()
        return {name: loss.item() for name, loss in found.items()}

    def backward_pix2pix(self, grey, output, targets, found):
        """Computes the gradients of both losses at the weights before the step, each for its own network."""
        found["adversarial"] = losses.adversarial(self.discriminator(grey, output))
        (found["adversarial"] + self.classic_weight * found["classic"]).backward()
        self.discriminator.zero_grad()
        found["discriminator"] = losses.discriminator(self.discriminator(grey, targets),
                                                      self.discriminator(grey, output.detach()))
        found["discriminator"].backward()

    def loss_differences(self):
        """Returns the relative differences between the losses, by name, of the first step and of the second."""
        differences, average = [], {}
        for group in ("step1", "step2"):
            relative = {}
            for name, loss in self.step(group).items():
                traced = self.trace[group].attrs[name]
                # The program reports moving averages; those of two steps give the value of the second step.
                value = (traced - 0.99 * average[name]) / 0.01 if name in average else traced
                average[name] = traced
                relative[name] = abs(loss - value) / abs(value)
            differences.append(relative)
        return differences
