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

HEADS = (
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
    """MiniLM over the pieces of one sentence: no mask, and one product for query, key and value.

    It gives what `BertModel` gives for the sentence alone, in fewer operators.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        config, embeddings = network.encoder.config, network.encoder.embeddings
        self.heads = config.num_attention_heads
        self.size = config.hidden_size // self.heads
        with torch.no_grad():
            embeddings.word_embeddings.weight[1:5] = network.marks.weight[1:5]
        self.embeddings = embeddings
        self.layers = network.encoder.encoder.layer
        self.joined = nn.ModuleList(_joined(layer.attention.self, self.size**-0.5) for layer in self.layers)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        hidden: torch.Tensor = self.embeddings(ids.unsqueeze(0)).squeeze(0)
        for layer, joined in zip(self.layers, self.joined, strict=True):
            query, key, value = joined(hidden).view(-1, 3, self.heads, self.size).permute(1, 2, 0, 3)
            seen = (torch.softmax(query @ key.transpose(1, 2), -1) @ value).permute(1, 0, 2).flatten(1)
            hidden = layer.attention.output.LayerNorm(layer.attention.output.dense(seen) + hidden)
            inner = nn.functional.gelu(layer.intermediate.dense(hidden))
            hidden = layer.output.LayerNorm(layer.output.dense(inner) + hidden)
        return hidden


def _joined(attention: nn.Module, scale: float) -> nn.Linear:
    """Query (scaled), key and value of an attention layer as one linear map."""
    parts = (attention.query, attention.key, attention.value)
    joined = nn.Linear(parts[0].in_features, sum(part.out_features for part in parts))
    with torch.no_grad():
        joined.weight.copy_(torch.cat([part.weight * (scale if part is parts[0] else 1) for part in parts]))
        joined.bias.copy_(torch.cat([part.bias * (scale if part is parts[0] else 1) for part in parts]))
    return joined


def export(network: Network, folder: Path) -> None:
    """Write `network.onnx` (int8), `heads.npz` and `tokenizer.json` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = _Encoder(network).eval()
    ids = torch.randint(1000, 2000, (12,))
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "network.onnx"
        torch.onnx.export(
            encoder,
            (ids,),
            str(plain),
            input_names=["ids"],
            output_names=["hidden"],
            dynamic_axes={"ids": {0: "piece"}, "hidden": {0: "piece"}},
            opset_version=17,
            dynamo=False,
        )
        # Seven bits: with eight, processors without VNNI overflow, and the records would depend on the machine.
        quantize_dynamic(
            plain, folder / "network.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    heads = {
        f"{name}.{part}": getattr(getattr(network, name), part).detach().numpy().astype(np.float16)
        for name in HEADS
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
