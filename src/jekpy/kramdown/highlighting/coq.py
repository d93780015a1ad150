"""Coq.

Source: tokens observed of Rouge 4.7.0 (coq).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words

__all__ = ["COQ"]

_WORDS: Final = Words.of(
    "no",
    k="""
    Admitted Arguments Check Class CoFixpoint CoInductive Compute Context Corollary Defined Definition
    End Eval Example Existing Export Fixpoint Global Goal Hint Import Include Inductive Instance Lemma
    Local Ltac Module Monomorphic Notation Opaque Polymorphic Print Printing Proof Qed Record Remark
    Require Rewrite Search Section Theorem Transparent Universe Universes Variable Variables
    """,
    kp="""
    apply at auto autorewrite cbv clear compute constructor dependent destruct eapply eauto
    econstructor erewrite etransitivity exists f_equal first fold generalize induction injection
    instantiate intro intros inversion lazy native_compute red refine repeat revert rewrite
    setoid_rewrite simpl specialize split subst symmetry transitivity try unfold vm_compute with
    """,
    kr="""
    Prop Set Type as else end forall fun if in let match return then
    """,
    ne="""
    assumption congruence exact omega reflexivity solve
    """,
)

COQ: Final[States] = {
    "root": (
        Rule(r"\s+", "w"),
        Rule(r"\(\*", "c", "comment"),
        Rule(r"_(?!\w)", "p"),
        Rule(r"[^\W\d][\w']*(?=\.[A-Za-z])", "nn"),
        Rule(r"[^\W\d][\w']*", _WORDS),
        Rule(r"(?<=[\w'])(\.)([A-Za-z_][\w']*)", ("p", "no")),
        Rule(r"\d+", "mi"),
        Rule(r"::=|:=|::|=>|\.\.|`[({]|\[\||\|\]|[:()|,;{}\[\]?!]", "p"),
        Rule(r"/\\|\\/|<->|->|<-|<>|<=|>=|[-+*/~=<>@%∀∃λ∧∨¬≤≥≠→←↔⇒⊢∈]", "o"),
        Rule(r"\.", "pi"),
        Rule(r'"', "s2", "string"),
    ),
    "comment": (Rule(r"\(\*", "c", "comment"), Rule(r"\*\)", "c", "^"), Rule(r"[^(*)]+|[(*)]", "c")),
    "string": (Rule(r'"', "s2", "^"), Rule(r'[^"]+', "s2")),
}
