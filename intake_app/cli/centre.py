"""`init` and `places`: a new centre, and where people sleep in it."""

from __future__ import annotations

import click

from intake_app.cli import screen
from intake_app.cli.door import Door, takes_door
from intake_app.i18n import _
from intake_app.opening import create_centre
from intake_app.services.centres import CentreSetup, check_setup, desk_code, read_centre
from intake_app.services.places import add_places, list_places


@click.command("init")
@click.option("--centre", "name", metavar="NAME", required=True, help="What the centre is called.")
@click.option("--code", metavar="ORL", required=True, help="2 to 4 letters or digits that begin every card number.")
@click.option("--country", metavar="KZ", required=True, help="Whose rules hold: a country's code or name.")
@click.option("--desk", metavar="A", required=True, help="This laptop: 1 to 3 letters or digits.")
@click.option("--time-zone", metavar="ZONE", default="", help="IANA name such as Asia/Oral; else the country's.")
@takes_door
def init(door: Door, name: str, code: str, country: str, desk: str, time_zone: str) -> None:
    """Set up a new encrypted centre with --user as its first manager; shows the recovery key once."""
    if not door.user.strip():
        raise click.UsageError(_("Give --user: who becomes the first manager."))
    wanted = CentreSetup(name=name, code=code, country=country, desk=desk, user_name=door.user, time_zone=time_zone)
    setup = check_setup(wanted)
    folder = door.folder
    unlocked, recovery_key = create_centre(folder, setup, door.passphrase(is_new=True), door.doors)
    try:
        centre, own_desk = read_centre(unlocked.register), desk_code(unlocked.register)
    finally:
        unlocked.close()
    answer = {
        "centre": centre.name,
        "code": centre.code,
        "country": centre.country,
        "desk": own_desk,
        "time_zone": centre.time_zone,
        "user": setup.user_name,
        "data": str(folder.root),
        "recovery_key": recovery_key,
    }
    lines = [(_("Centre"), centre.name), (_("Desk"), f"{centre.code}-{own_desk}"), (_("Register"), answer["data"])]
    shown = [*lines, (_("Recovery key"), recovery_key)]
    door.answer(answer, f"{screen.pairs(shown)}\n\n{_keep_key()}")


@click.command("places")
@click.option(
    "--add", "added", metavar="TEXT", multiple=True,
    help='Add places: "Hall 1, mat 1-40" is forty of one bed, "House 4: 6" one of six.',
)  # fmt: skip
@takes_door
def places(door: Door, added: tuple[str, ...]) -> None:
    """List the sleeping places in their order, with how many beds are taken tonight."""
    with door.opened() as unlocked:
        if added:
            add_places(unlocked.register, "\n".join(added))
        lines = list_places(unlocked.register)
    answer = [
        {
            "place_id": line.place.place_id,
            "name": line.place.name,
            "capacity": line.place.capacity,
            "taken": line.taken,
            "free": line.free,
        }
        for line in lines
    ]
    rows = [(line.place.name, str(line.place.capacity), str(line.taken), str(line.free)) for line in lines]
    heads = (_("PLACE"), _("BEDS"), _("TAKEN"), _("FREE"))
    door.answer({"places": answer}, screen.table(heads, rows) if rows else _("No place to sleep is kept yet."))


def _keep_key() -> str:
    return _(
        "This key is shown once. Write it down or print it and lock it away from this laptop: "
        "it opens the register when every passphrase is lost."
    )


COMMANDS = (init, places)
