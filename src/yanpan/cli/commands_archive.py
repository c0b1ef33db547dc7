"""`yanpan archive`: performance files over all rounds."""

from __future__ import annotations

import click

from yanpan.cli.chinese import ChineseCommand


@click.command("archive", cls=ChineseCommand)
@click.option("--only", multiple=True, metavar="村", help="只写这些村（编号或名称，用逗号隔开，可重复写）。")
@click.option(
    "--format", "formats", multiple=True, metavar="格式", help="html、pdf、docx，用逗号隔开；不写时三种都出。"
)
@click.option(
    "--edition",
    default="internal",
    metavar="版本",
    help="internal（内部版，默认）或 committee（党委专题会版，另写一人一档）。",
)
def command(only: tuple[str, ...], formats: tuple[str, ...], edition: str) -> int:
    """把各批次的材料汇成履职档案：一村一档；党委专题会版另有一人一档。"""
    from yanpan.batch.plan import choose_edition, choose_formats, choose_villages
    from yanpan.config.paths import find_project
    from yanpan.export.blocks import file_name, write_blocks
    from yanpan.report.archive import member_files, village_file
    from yanpan.report.archive_loading import load_archive

    project = find_project()
    wanted, chosen = choose_formats(formats), choose_edition(edition)
    loaded = load_archive(edition=chosen, project=project)
    names = {place.id: place.name for place in loaded.places}
    ids = choose_villages(only, names)
    places = [place for place in loaded.places if place.id in ids]
    folder = project.archives(chosen)
    for place in places:
        made = village_file(loaded, place)
        write_blocks(made.blocks, made.summary, folder, file_name(place.id, place.name), wanted)
    number = 0
    for made in member_files(loaded, places):
        write_blocks(made.blocks, made.summary, folder / "成员", made.owner, wanted)
        number += 1
    people = f"、一人一档 {number} 份" if number else ""
    click.echo(f"收入批次：{'、'.join(each.round_id for each in loaded.data.rounds)}。")
    click.echo(f"已写一村一档 {len(places)} 份{people}：{folder.relative_to(project.root)}")
    for round_id, reason in loaded.data.left_out:
        click.echo(f"批次 {round_id} 没有收入：{reason}", err=True)
    return 1 if loaded.data.left_out else 0
