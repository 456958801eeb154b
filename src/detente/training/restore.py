"""The way back from a shipped model folder to a network that training can go on from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from detente.training.export import HEADS
from detente.training.network import Network, base_model

_COPIED = ("weight", "bias")


def restored(folder: Path) -> dict[str, torch.Tensor]:
    """The weights of an exported model as `Network.load_state_dict` takes them, with the rounding of seven bits.

    Word vectors are never trained, so they are those of MiniLM itself; the marks stand in the export as their first.
    """
    stored = _stored(folder / "network.onnx")
    network = Network(base_model())
    state: dict[str, torch.Tensor] = network.state_dict()
    state["marks.weight"][1:5] = stored["embeddings.word_embeddings.weight"][1:5]
    for part in ("position_embeddings.weight", "token_type_embeddings.weight", "LayerNorm.weight", "LayerNorm.bias"):
        state[f"encoder.embeddings.{part}"] = stored[f"embeddings.{part}"]
    size = network.encoder.config.hidden_size // network.encoder.config.num_attention_heads
    for number in range(network.encoder.config.num_hidden_layers):
        layer = f"encoder.encoder.layer.{number}"
        for part in _COPIED:
            query, key, value = stored[f"joined.{number}.{part}"].chunk(3)
            for name, weights in (("query", query * size**0.5), ("key", key), ("value", value)):
                state[f"{layer}.attention.self.{name}.{part}"] = weights
            for name in ("attention.output.dense", "attention.output.LayerNorm", "intermediate.dense", "output.dense"):
                state[f"{layer}.{name}.{part}"] = stored[f"layers.{number}.{name}.{part}"]
            state[f"{layer}.output.LayerNorm.{part}"] = stored[f"layers.{number}.output.LayerNorm.{part}"]
    with np.load(folder / "heads.npz") as heads:
        for name in [f"{head}.{part}" for head in HEADS for part in _COPIED] + ["source_bias", "target_bias"]:
            state[name] = torch.from_numpy(heads[name].astype(np.float32))
    return state


def _stored(path: Path) -> dict[str, torch.Tensor]:
    """The tensors of an exported encoder under their names before they were cut to eight bits, (out, in) each."""
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(str(path)).graph.initializer}
    out: dict[str, torch.Tensor] = {}
    for name, array in held.items():
        if name.endswith("_quantized"):
            plain = name.removesuffix("_quantized")
            real = (array.astype(np.float32) - held[f"{plain}_zero_point"]) * held[f"{plain}_scale"]
            is_turned = plain.endswith("_Transposed")
            out[plain.removesuffix("_Transposed")] = torch.from_numpy(real.T.copy() if is_turned else real)
        elif name.endswith((".weight", ".bias")):
            out[name] = torch.from_numpy(array.copy())
    return out
