"""From a trained network to the shipped model folder: int8 ONNX encoder, heads, tokenizer."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from detente.training.network import Network, base_model

_HEADS = (
    "tag",
    "act_status",
    "source_act",
    "source_actor",
    "target_act",
    "target_actor",
    "pair_inner",
    "pair",
    "pair_status",
)


class _Encoder(nn.Module):  # type: ignore[misc]
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder
        with torch.no_grad():
            self.encoder.embeddings.word_embeddings.weight[1:5] = network.marks.weight[1:5]

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        hidden: torch.Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return hidden


def export(network: Network, folder: Path) -> None:
    """Write `network.onnx` (int8), `heads.npz` and `tokenizer.json` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = _Encoder(network).eval()
    ids = torch.randint(1000, 2000, (2, 12))
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "network.onnx"
        torch.onnx.export(
            encoder,
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["hidden"],
            dynamic_axes={
                "ids": {0: "row", 1: "piece"},
                "mask": {0: "row", 1: "piece"},
                "hidden": {0: "row", 1: "piece"},
            },
            opset_version=17,
            dynamo=False,
        )
        # Seven bits: with eight, processors without VNNI overflow, and the records would depend on the machine.
        quantize_dynamic(
            plain, folder / "network.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    heads = {
        f"{name}.{part}": getattr(getattr(network, name), part).detach().numpy().astype(np.float16)
        for name in _HEADS
        for part in ("weight", "bias")
    }
    for part in ("source", "target"):
        heads[f"{part}_bias"] = getattr(network, f"{part}_bias").detach().numpy()
    np.savez_compressed(folder / "heads.npz", **heads)
    shutil.copyfile(base_model() / "tokenizer.json", folder / "tokenizer.json")


def store_calibration(folder: Path, scale: float, shift: float, power: float) -> None:
    """Add the calibration of `p_event` (scale and shift of the log-odds) and of `p_type` (power) to the heads."""
    with np.load(folder / "heads.npz") as stored:
        heads = {name: stored[name] for name in stored.files}
    heads["calibration"] = np.array([scale, shift, power], dtype=np.float32)
    np.savez_compressed(folder / "heads.npz", **heads)
