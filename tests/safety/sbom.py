"""requirements.lock -> a CycloneDX bill of materials. `python -m tests.safety.sbom` writes docs/sbom.json."""

import json
import re
from pathlib import Path
from typing import Any

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.M)


def sbom(root: Path) -> dict[str, Any]:
    """The bill for what a running site consists of: nothing but the lock decides it."""
    text = (root / "requirements.lock").read_text("utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    components = [_component(block) for block in blocks if _PINNED.match(block)]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "hittastod", "bom-ref": "hittastod"}},
        "components": sorted(components, key=lambda component: str(component["purl"])),
    }


def _component(block: str) -> dict[str, Any]:
    found = _PINNED.match(block)
    assert found is not None
    name, version = found[1].lower(), found[2]
    purl = f"pkg:pypi/{name}@{version}"
    hashes = sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", block))
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "hashes": [{"alg": "SHA-256", "content": each} for each in hashes],
    }


def component_names(bill: dict[str, Any]) -> list[str]:
    return [component["name"] for component in bill["components"]]


def main() -> None:
    root = Path(__file__).parent.parent.parent
    file = root / "docs" / "sbom.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(sbom(root), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
