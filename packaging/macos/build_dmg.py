"""Makes the disk image of Foyer.app, from which people drag it to Applications. Run by packaging/package.py, on macOS.

Apple's tools do the work: hdiutil, and for an image that opens without a warning on other computers codesign,
notarytool and stapler. The app itself was signed when PyInstaller made it.
"""

import shutil
import subprocess
from pathlib import Path


def build(app: Path, output: Path, work: Path, version: str, *, identity: str, profile: str) -> Path:
    """Put `app` into `output`/Foyer-<version>.dmg, and return that.

    `work` is a folder for what the image shows; it is emptied first. `identity` names the Developer ID certificate in
    the keychain, and `profile` what `xcrun notarytool store-credentials` stored there; without them the image is not
    signed, or not notarized. Raises CalledProcessError.
    """
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    shutil.copytree(app, work / app.name, symlinks=True)
    (work / "Applications").symlink_to("/Applications")
    image = output / f"Foyer-{version}.dmg"
    for command in commands(work / app.name, image, identity=identity, profile=profile):
        subprocess.run(command, check=True)
    return image


def commands(app: Path, image: Path, *, identity: str, profile: str) -> list[list[str]]:
    """Return what is run, in order, to make `image` of the folder that `app` is in."""
    folder, file = str(app.parent), str(image)
    steps = [
        ["codesign", "--verify", "--deep", "--strict", str(app)],
        [
            "hdiutil",
            "create",
            "-volname",
            app.stem,
            "-srcfolder",
            folder,
            "-fs",
            "HFS+",
            "-format",
            "UDZO",
            "-ov",
            file,
        ],
    ]
    if identity:
        steps.append(["codesign", "--sign", identity, "--timestamp", file])
    if identity and profile:
        steps.append(["xcrun", "notarytool", "submit", file, "--keychain-profile", profile, "--wait"])
        steps.append(["xcrun", "stapler", "staple", file])
        steps.append(["spctl", "--assess", "--type", "open", "--context", "context:primary-signature", file])
    return steps
