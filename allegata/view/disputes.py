"""Contested claims as nodes of their own, with the stances of actors as edges to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from allegata.model import Dispute, Edge, Node, Stance, Subgraph, content_id
from allegata.render.style import CLAIM, STANCE
from allegata.view.filters import ClaimDrawn

__all__ = ["claim_id", "claim_node", "claims_of", "with_disputes"]

_PREFIX = "claim:"


def claim_node(claim: str) -> str:
    """The id of the node that a claim is drawn as."""
    return _PREFIX + claim


def with_disputes(subgraph: Subgraph, disputes: Iterable[Dispute], above: Mapping[str, Node] | None = None) -> Subgraph:
    """The subgraph with these claims drawn, and whoever has said something of them.

    Args:
        subgraph: what is drawn.
        disputes: of claims behind its edges.
        above: as whom a holder is drawn, where as somebody else (see `allegata.view.rolled`).
    """
    nodes = {node.id: node for node in subgraph.nodes}
    edges: dict[str, Edge] = {edge.key: edge for edge in subgraph.edges}
    for dispute in disputes:
        id_ = claim_node(dispute.claim.id)
        nodes[id_] = Node(id_, dispute.claim.text, CLAIM, len(dispute.stances))
        for speaker, stance, number in dispute.stances:
            holder = (above or {}).get(speaker.id, speaker)
            nodes.setdefault(holder.id, holder)
            edge = _stance(holder.id, stance, number, id_)
            edges[edge.key] = edge
    return Subgraph(tuple(nodes.values()), tuple(edges.values()), subgraph.left_out, subgraph.hidden)


def claims_of(disputes: Iterable[Dispute], members: Mapping[str, Iterable[Edge]]) -> Mapping[str, ClaimDrawn]:
    """What filters must know of the claims that are drawn, by the id of the node.

    Args:
        disputes: of the claims.
        members: the edges of actors that each edge drawn stands for, by its key.
    """
    above = {edge.key: key for key, edges in members.items() for edge in edges}
    return {
        claim_node(it.claim.id): ClaimDrawn(above[it.claim.edge_key], it.claim.event_from, it.claim.event_to)
        for it in disputes
        if it.claim.edge_key in above
    }


def _stance(holder: str, stance: Stance, number: int, claim: str) -> Edge:
    key = content_id("stance", holder, stance.value, claim)
    return Edge(key, holder, claim, stance.value, STANCE, None, 1, number, 1)


def claim_id(node: str) -> str:
    """The id of the claim that a node is; "" when it is none."""
    return node.removeprefix(_PREFIX) if node.startswith(_PREFIX) else ""
