"""The sentences of problems in the source: whatever is passed on as a `problem`."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import scicli

ROOMS = ("files", "index")
"""The rooms in which `scicli check` finds what is wrong with data."""


def sentences() -> dict[str, re.Pattern[str]]:
    """Return the pattern of each sentence, by the file and the line where it is passed on."""
    package = Path(scicli.__file__).parent
    files = [file for room in ROOMS for file in sorted((package / room).glob("*.py"))]
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
    takers = {name: at for tree in trees.values() for name, at in _takers(tree)}
    return {
        f"{file.parent.name}/{file.name}, line {line}: {pattern}": re.compile(pattern, re.DOTALL)
        for file, tree in trees.items()
        for line, pattern in _passed_on(tree, (tree,), takers)
    }


def _takers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield each function and class that takes a `problem`, with its position."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            own = [one for one in node.body if isinstance(one, ast.FunctionDef)]
            made_by = [_parameters(one) for one in own if one.name == "__init__"]
            fields = [one.target for one in node.body if isinstance(one, ast.AnnAssign)]
            names = made_by[0] if made_by else [ast.unparse(field) for field in fields]
        elif isinstance(node, ast.FunctionDef) and node.name != "__init__":
            names = _parameters(node)
        else:
            continue
        if "problem" in names:
            yield node.name, names.index("problem")


def _parameters(function: ast.FunctionDef) -> list[str]:
    return [one.arg for one in function.args.args if one.arg != "self"]


def _passed_on(
    node: ast.AST, scopes: tuple[ast.AST, ...], takers: Mapping[str, int]
) -> Iterator[tuple[int, str]]:
    """Yield the line and the pattern of each sentence that the calls in a node pass on."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            position = takers.get(ast.unparse(child.func).rpartition(".")[2], len(child.args))
            named = [one.value for one in child.keywords if one.arg == "problem"]
            for argument in [*child.args[position : position + 1], *named]:
                for pattern in _patterns(argument, scopes):
                    yield child.lineno, pattern
        inner = (child, *scopes) if isinstance(child, ast.FunctionDef) else scopes
        yield from _passed_on(child, inner, takers)


def _patterns(argument: ast.expr, scopes: tuple[ast.AST, ...]) -> Iterator[str]:
    """Yield the patterns of the sentences that an argument may be.

    What is a parameter or a field of something else was passed on before.
    """
    match argument:
        case ast.Constant(value=str(text)):
            yield ".+".join(map(re.escape, text.split("{}")))
        case ast.JoinedStr(values=parts):
            texts = (part.value if isinstance(part, ast.Constant) else None for part in parts)
            yield "".join(".+" if text is None else re.escape(str(text)) for text in texts)
        case ast.Name(id=name) if name != "problem" or not _is_given(scopes):
            values = next(filter(None, (list(_values(name, scope)) for scope in scopes)), [])
            assert values, f"line {argument.lineno}: what is '{name}'?"
            for value in values:
                yield from _patterns(value, scopes)
        case ast.Call(func=ast.Attribute(value=ast.Name() as of, attr="format")):
            yield from _patterns(of, scopes)
        case ast.Name() | ast.Attribute() | ast.Starred():
            pass
        case _:
            raise AssertionError(f"line {argument.lineno}: {ast.unparse(argument)} is no sentence")


def _is_given(scopes: tuple[ast.AST, ...]) -> bool:
    return isinstance(scopes[0], ast.FunctionDef) and "problem" in _parameters(scopes[0])


def _values(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """Yield what a name is bound to in a function or a module."""
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                yield value
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
                yield from (v for t, v in zip(targets, values, strict=True) if _is(t, name))
            case ast.For(target=ast.Tuple(elts=targets), iter=ast.Tuple(elts=rows)):
                for row in rows:
                    assert isinstance(row, ast.Tuple)
                    yield from (v for t, v in zip(targets, row.elts, strict=True) if _is(t, name))


def _is(target: ast.expr, name: str) -> bool:
    return isinstance(target, ast.Name) and target.id == name
