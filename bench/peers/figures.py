"""The plain tallies of a file of frozen data by DuckDB and by Polars, in several formulations.

    figures.py list                               prints every peer and formulation
    figures.py run PEER FORMULATION FILE OUT      writes the tallies, prints seconds and peak memory
    figures.py check OURS TALLIES                 fails where our figures and the tallies differ

A tally is less than what mkbroute makes of the same file: the count of every code, state and mask of
every item, and the mean and standard deviation of the valid numbers. No shares, intervals,
quantiles, completeness, ranks, ratios or judgement. Seconds are those of the query alone, after the
imports; the caller measures whole processes.
"""

import json
import sys
import time

STATE = "__state"
# Every code that occurs in load data. Who does not know them has to group.
CODES = list(range(0, 13)) + [252, 253, 254, 255]


def read_schema(names_and_kinds):
    """Splits columns into those whose values are counted and those that are averaged."""
    counted = [name for name, kind in names_and_kinds if "double" not in kind.lower() and "float" not in kind.lower()]
    numbers = [name for name, kind in names_and_kinds if name not in counted]
    return counted, numbers


# --- DuckDB ---------------------------------------------------------------------------------------


def duckdb_schema(connection, file):
    rows = connection.execute("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(?))", [file]).fetchall()
    return read_schema(rows)


def duckdb_numbers_sql(numbers):
    return [
        f'{of}("{name}") FILTER ("{name}{STATE}" = 0)' for name in numbers for of in ("avg", "stddev_samp")
    ]


def paired(names, flat):
    return {name: list(flat[2 * i : 2 * i + 2]) for i, name in enumerate(names)}


def duckdb_with_numbers(connection, file, numbers):
    if not numbers:
        return {}
    columns = ", ".join(duckdb_numbers_sql(numbers))
    row = connection.execute(f"SELECT {columns} FROM read_parquet('{file}')").fetchone()
    return paired(numbers, row)


def duckdb_union(connection, file):
    """One statement: a GROUP BY for every column, put together."""
    counted, numbers = duckdb_schema(connection, file)
    parts = [
        f"SELECT {i}, \"{name}\"::UBIGINT, count(*) FROM read_parquet('{file}') GROUP BY 2" for i, name in enumerate(counted)
    ]
    counts = {name: {} for name in counted}
    for i, code, count in connection.execute(" UNION ALL ".join(parts)).fetchall():
        counts[counted[i]][code] = count
    return counts, duckdb_with_numbers(connection, file, numbers)


def duckdb_each(connection, file):
    """A statement for every column."""
    counted, numbers = duckdb_schema(connection, file)
    counts = {}
    for name in counted:
        sql = f"SELECT \"{name}\", count(*) FROM read_parquet('{file}') GROUP BY 1"
        counts[name] = dict(connection.execute(sql).fetchall())
    return counts, duckdb_with_numbers(connection, file, numbers)


def duckdb_histogram(connection, file):
    """One scan: histogram() of every column, with the means."""
    counted, numbers = duckdb_schema(connection, file)
    columns = [f'histogram("{name}")' for name in counted] + duckdb_numbers_sql(numbers)
    row = connection.execute(f"SELECT {', '.join(columns)} FROM read_parquet('{file}')").fetchone()
    return dict(zip(counted, row)), paired(numbers, row[len(counted) :])


def duckdb_unpivot(connection, file):
    """One scan: columns become rows, which are grouped by name and value."""
    counted, numbers = duckdb_schema(connection, file)
    columns = ", ".join(f'"{name}"::UBIGINT AS "{name}"' for name in counted)
    sql = (
        f"SELECT name, code, count(*) FROM (UNPIVOT (SELECT {columns} FROM read_parquet('{file}'))"
        f" ON COLUMNS(*) INTO NAME name VALUE code) GROUP BY ALL"
    )
    counts = {name: {} for name in counted}
    for name, code, count in connection.execute(sql).fetchall():
        counts[name][code] = count
    return counts, duckdb_with_numbers(connection, file, numbers)


def duckdb_grouping_sets(connection, file):
    """One scan: a grouping set for every column."""
    counted, numbers = duckdb_schema(connection, file)
    columns = ", ".join(f'"{name}"' for name in counted)
    sets = ", ".join(f'("{name}")' for name in counted)
    sql = f"SELECT {columns}, count(*) FROM read_parquet('{file}') GROUP BY GROUPING SETS ({sets})"
    counts = {name: {} for name in counted}
    for row in connection.execute(sql).fetchall():
        for name, code in zip(counted, row):
            if code is not None:
                counts[name][code] = row[-1]
                break
    return counts, duckdb_with_numbers(connection, file, numbers)


def duckdb_filters(connection, file):
    """One scan: countif() for every code that occurs, told beforehand; masks by GROUP BY."""
    counted, numbers = duckdb_schema(connection, file)
    kinds = dict(connection.execute("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(?))", [file]).fetchall())
    small = [name for name in counted if kinds[name] == "UTINYINT"]
    known = CODES
    columns = [f'countif("{name}" = {code})' for name in small for code in known]
    columns += duckdb_numbers_sql(numbers)
    row = connection.execute(f"SELECT {', '.join(columns)} FROM read_parquet('{file}')").fetchone()
    counts = {}
    for i, name in enumerate(small):
        found = row[i * len(known) : (i + 1) * len(known)]
        counts[name] = {code: count for code, count in zip(known, found) if count}
    for name in counted:
        if name not in small:
            sql = f"SELECT \"{name}\", count(*) FROM read_parquet('{file}') GROUP BY 1"
            counts[name] = dict(connection.execute(sql).fetchall())
    return counts, paired(numbers, row[len(small) * len(known) :])


def duckdb_loaded(connection, file):
    """The file becomes a table in memory first; then a GROUP BY for every column."""
    connection.execute(f"CREATE TABLE loaded AS SELECT * FROM read_parquet('{file}')")
    counted, numbers = duckdb_schema(connection, file)
    counts = {}
    for name in counted:
        counts[name] = dict(connection.execute(f'SELECT "{name}", count(*) FROM loaded GROUP BY 1').fetchall())
    if not numbers:
        return counts, {}
    row = connection.execute(f"SELECT {', '.join(duckdb_numbers_sql(numbers))} FROM loaded").fetchone()
    return counts, paired(numbers, row)


def duckdb_start():
    import duckdb

    return duckdb.connect()


# --- Polars ---------------------------------------------------------------------------------------


def polars_schema(frame):
    schema = frame.collect_schema()
    return read_schema([(name, str(kind)) for name, kind in schema.items()])


def polars_number_columns(pl, numbers):
    def of(name):
        valid = pl.col(name).filter(pl.col(name + STATE) == 0)
        return [valid.mean().alias(name + "/mean"), valid.std().alias(name + "/sd")]

    return [column for name in numbers for column in of(name)]


def polars_number_values(numbers, frame):
    return {name: [frame[name + "/mean"][0], frame[name + "/sd"][0]] for name in numbers}


def counts_of(series):
    fields = series.struct.fields
    return dict(zip(series.struct.field(fields[0]).to_list(), series.struct.field(fields[1]).to_list()))


def polars_loaded(pl, file):
    """The file is read whole; then value_counts() of every column."""
    frame = pl.read_parquet(file)
    counted, numbers = polars_schema(frame)
    counts = {name: dict(frame[name].value_counts().iter_rows()) for name in counted}
    return counts, polars_number_values(numbers, frame.select(polars_number_columns(pl, numbers)))


def polars_selected(engine):
    def run(pl, file):
        """One lazy query: value_counts() of every column, with the means."""
        frame = pl.scan_parquet(file)
        counted, numbers = polars_schema(frame)
        columns = [pl.col(name).value_counts().implode() for name in counted]
        found = frame.select(columns + polars_number_columns(pl, numbers)).collect(engine=engine)
        counts = {name: counts_of(found[name][0]) for name in counted}
        return counts, polars_number_values(numbers, found)

    return run


def polars_grouped(engine):
    def run(pl, file):
        """A lazy group_by for every column, collected together."""
        frame = pl.scan_parquet(file)
        counted, numbers = polars_schema(frame)
        queries = [frame.group_by(name).len() for name in counted]
        queries.append(frame.select(polars_number_columns(pl, numbers)))
        *found, last = pl.collect_all(queries, engine=engine)
        counts = {name: dict(part.iter_rows()) for name, part in zip(counted, found)}
        return counts, polars_number_values(numbers, last)

    return run


def polars_unpivot(pl, file):
    """Columns become rows, which are grouped by name and value, streaming."""
    frame = pl.scan_parquet(file)
    counted, numbers = polars_schema(frame)
    long = frame.select(pl.col(counted).cast(pl.UInt64)).unpivot(variable_name="name", value_name="code")
    found, last = pl.collect_all(
        [long.group_by("name", "code").len(), frame.select(polars_number_columns(pl, numbers))], engine="streaming"
    )
    counts = {name: {} for name in counted}
    for name, code, count in found.iter_rows():
        counts[name][code] = count
    return counts, polars_number_values(numbers, last)


def polars_sums(engine):
    def run(pl, file):
        """One lazy query: the sum of a comparison with every code that occurs, told beforehand; masks
        by value_counts()."""
        frame = pl.scan_parquet(file)
        schema = frame.collect_schema()
        counted, numbers = polars_schema(frame)
        known = CODES
        small = [name for name in counted if schema[name] == pl.UInt8]
        columns = [(pl.col(name) == code).sum().alias(f"{name}/{code}") for name in small for code in known]
        columns += [pl.col(name).value_counts().implode() for name in counted if name not in small]
        found = frame.select(columns + polars_number_columns(pl, numbers)).collect(engine=engine)
        counts = {}
        for name in counted:
            if name in small:
                row = {code: found[f"{name}/{code}"][0] for code in known}
                counts[name] = {code: count for code, count in row.items() if count}
            else:
                counts[name] = counts_of(found[name][0])
        return counts, polars_number_values(numbers, found)

    return run


def polars_start():
    import polars

    return polars


PEERS = {
    "duckdb": (
        duckdb_start,
        {
            "union": duckdb_union,
            "each": duckdb_each,
            "histogram": duckdb_histogram,
            "unpivot": duckdb_unpivot,
            "grouping-sets": duckdb_grouping_sets,
            "filters": duckdb_filters,
            "loaded": duckdb_loaded,
        },
    ),
    "polars": (
        polars_start,
        {
            "loaded": polars_loaded,
            "selected": polars_selected("in-memory"),
            "selected-streaming": polars_selected("streaming"),
            "grouped": polars_grouped("in-memory"),
            "grouped-streaming": polars_grouped("streaming"),
            "unpivot-streaming": polars_unpivot,
            "sums": polars_sums("in-memory"),
            "sums-streaming": polars_sums("streaming"),
        },
    ),
}


def peak_kb():
    """The most memory this process has held, as the kernel of Linux counts it."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def run(peer, formulation, file, out):
    start, formulations = PEERS[peer]
    library = start()
    began = time.perf_counter()
    counts, numbers = formulations[formulation](library, file)
    seconds = time.perf_counter() - began
    with open(out, "w") as writer:
        json.dump({"counts": counts, "numbers": numbers}, writer)
    print(json.dumps({"seconds": seconds, "peak_kb": peak_kb()}))


def check(ours, tallies):
    """Compares every count, mean and standard deviation that both have."""
    with open(ours) as reader:
        result = json.load(reader)
    with open(tallies) as reader:
        theirs = json.load(reader)
    compared = 0
    for item in result["items"]:
        kind, detail = next(iter(item["kind"].items()))
        figures = {(figure["statistic"], figure["category"]): figure["value"] for figure in item["figures"]}
        counts = {int(code): count for code, count in theirs["counts"].get(item["id"], {}).items()}
        if kind == "Quantity":
            pairs = zip((figures["mean", None], figures["sd", None]), theirs["numbers"][item["id"]])
        elif kind == "Scale":
            codes = range(detail["min"], detail["max"] + 1)
            pairs = ((figures["count", str(code)], counts.get(code, 0)) for code in codes)
        elif kind == "Categorical":
            categories = enumerate(detail["categories"])
            pairs = ((figures["count", name], counts.get(code, 0)) for code, name in categories)
        else:
            # No mask is set where there is no valid answer.
            chosen = lambda bit: sum(count for mask, count in counts.items() if mask >> bit & 1)
            pairs = ((figures["count", name], chosen(bit)) for bit, name in enumerate(detail["categories"]))
        for ours_value, their_value in pairs:
            if abs(ours_value - their_value) > 1e-9 * max(1.0, abs(their_value)):
                sys.exit(f"{item['id']}: {ours_value} here, {their_value} there")
            compared += 1
    print(json.dumps({"compared": compared}))


def main(arguments):
    match arguments:
        case ["list"]:
            for peer, (_, formulations) in PEERS.items():
                for formulation in formulations:
                    print(peer, formulation)
        case ["run", peer, formulation, file, out]:
            run(peer, formulation, file, out)
        case ["check", ours, tallies]:
            check(ours, tallies)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
