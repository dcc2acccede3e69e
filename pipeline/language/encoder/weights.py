"""The encoder's weights: read from the package that carries them, written as CTranslate2 wants them.

The package holds MiniLM-L6 (BERT, 6 layers, 384 wide) as safetensors within a zip. They are quantised to 8
bits a weight once and kept below the home folder; the same weights give the same file. The package's own
module is not imported: it prints, and it wants libraries that nothing here needs.
"""

import contextlib
import importlib.util
import json
import os
import shutil
import signal
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import ctranslate2
import numpy as np
from ctranslate2.converters import utils
from ctranslate2.specs import common_spec, transformer_spec

from pipeline.errors import StatusquoError

PACKAGE = "all_minilm_l6_v2"
LAYERS, HEADS = 6, 12
PARTS = ("query", "key", "value")
Weights = Mapping[str, np.ndarray]


def archive() -> Path:
    """The zip that the package carries. Raises StatusquoError where it is not there."""
    found = importlib.util.find_spec(PACKAGE)
    folders = found.submodule_search_locations if found is not None else None
    path = Path(folders[0]) / "model.zip" if folders else None
    if path is None or not path.is_file():
        raise StatusquoError(
            f"the package {PACKAGE} holds no model.zip: install what requirements.lock names"
        )
    return path


def vocabulary(path: Path) -> dict[str, int]:
    """Pieces of words and their numbers."""
    with zipfile.ZipFile(path) as package:
        return json.loads(package.read("tokenizer.json"))["model"]["vocab"]


def base_weights(path: Path) -> dict[str, np.ndarray]:
    """The weights by name, as 32-bit floats."""
    with zipfile.ZipFile(path) as package:
        stored = package.read("model.safetensors")
    length = int.from_bytes(stored[:8], "little")
    found = {}
    for name, entry in json.loads(stored[8 : 8 + length]).items():
        if entry.get("dtype") == "F32":
            start, end = entry["data_offsets"]
            body = memoryview(stored)[8 + length + start : 8 + length + end]
            found[name] = np.frombuffer(body, "<f4").reshape(entry["shape"])
    return found


def linear(weights: Weights, name: str) -> common_spec.LinearSpec:
    """A matrix and its bias."""
    made = common_spec.LinearSpec()
    made.weight, made.bias = np.array(weights[f"{name}.weight"]), np.array(weights[f"{name}.bias"])
    return made


def set_norm(norm: common_spec.LayerNormSpec, weights: Weights, name: str) -> None:
    """Fill a layer's normalisation."""
    norm.gamma, norm.beta = np.array(weights[f"{name}.weight"]), np.array(weights[f"{name}.bias"])


def network(
    weights: Weights, pieces: dict[str, int], layers: int | None = None
) -> transformer_spec.TransformerEncoderModelSpec:
    """The network of the lower `layers` (or all) with its weights, quantised."""
    encoder = transformer_spec.TransformerEncoderSpec(
        layers or LAYERS,
        HEADS,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    encoder.scale_embeddings = False
    for number, name in enumerate(("word", "token_type")):
        encoder.embeddings[number].weight = np.array(weights[f"embeddings.{name}_embeddings.weight"])
    encoder.position_encodings.encodings = np.array(weights["embeddings.position_embeddings.weight"])
    set_norm(encoder.layernorm_embedding, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        name = f"encoder.layer.{number}"
        attention = layer.self_attention
        utils.fuse_linear(
            attention.linear[0], [linear(weights, f"{name}.attention.self.{part}") for part in PARTS]
        )
        attention.linear[1] = linear(weights, f"{name}.attention.output.dense")
        set_norm(attention.layer_norm, weights, f"{name}.attention.output.LayerNorm")
        layer.ffn.linear_0 = linear(weights, f"{name}.intermediate.dense")
        layer.ffn.linear_1 = linear(weights, f"{name}.output.dense")
        set_norm(layer.ffn.layer_norm, weights, f"{name}.output.LayerNorm")
    spec = transformer_spec.TransformerEncoderModelSpec(encoder)
    spec.register_vocabulary(sorted(pieces, key=pieces.__getitem__))
    spec.config.unk_token = "[UNK]"
    spec.config.layer_norm_epsilon = 1e-12
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def load(spec_folder: Path) -> ctranslate2.Encoder:
    """The network ready to run, on one thread: parallel runs do not crowd one another."""
    with out_of_reach_of_signals():
        return ctranslate2.Encoder(str(spec_folder), compute_type="int8", inter_threads=1, intra_threads=1)


@contextlib.contextmanager
def out_of_reach_of_signals() -> Iterator[None]:
    """Threads that are started within it get no signal, which the main thread gets in their place.

    A signal that meets the network's thread in the midst of its matrices (that of pipeline.timing does, which
    goes to whatever thread computes) damages the memory of the process, which then aborts.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def kept_at(home: Path, path: Path, changes: Weights | None, layers: int | None = None) -> Path:
    """The folder of a quantised network, named by weights, changes, layers and CTranslate2's version."""
    with zipfile.ZipFile(path) as package:
        sums = [package.getinfo("model.safetensors").CRC]
    for name, weight in sorted((changes or {}).items()):
        sums += [zlib.crc32(name.encode("utf-8")), zlib.crc32(weight.tobytes())]
    mark = zlib.crc32(np.array(sums, "<u4").tobytes())
    name = f"minilm-{mark:08x}" if layers is None else f"minilm-{mark:08x}-lower{layers}"
    return home / "models" / f"{name}-{ctranslate2.__version__}"


def loaded(
    path: Path, pieces: dict[str, int], kept: Path, changes: Weights | None = None, layers: int | None = None
) -> ctranslate2.Encoder:
    """The network in the folder `kept`, made first where it is missing; `changes` replace weights.

    Where nothing may be written there, it is made anew each time; what is damaged there is made anew once.
    """
    if (kept / "model.bin").is_file():
        try:
            return load(kept)
        except RuntimeError:  # cut short when the power failed
            shutil.rmtree(kept, ignore_errors=True)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        writable = os.access(kept.parent, os.W_OK)
    except OSError:
        writable = False
    where = kept.parent if writable else None
    with tempfile.TemporaryDirectory(dir=where, ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "network"
        made.mkdir()
        network({**base_weights(path), **(changes or {})}, pieces, layers).save(str(made))
        with contextlib.suppress(OSError):  # another process was first
            if writable:
                os.rename(made, kept)
        return load(made if made.exists() else kept)
