"""Coq.

Source: tokens observed of Rouge 4.7.0 (coq).
"""

from __future__ import annotations

from typing import Final

from .machine import Rule, States, Words, include

__all__ = ["COQ"]

_WORDS: Final = Words.of(
    "no",
    k="""
    Admitted All Arguments Check Class CoFixpoint CoInductive Compute Context Corollary Defined Definition
    End Eval Example Existing Export Fixpoint Global Goal Hint Implicit Import Include Inductive Instance
    Lemma Local Ltac Module Monomorphic Notation Opaque Polymorphic Print Printing Proof Qed Record Remark
    Require Rewrite Search Section Theorem Transparent Universe Universes Unset
    Variable Variables
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
        Rule(r"Set\b", "k", "sentence"),
        Rule(r"Proof\b", "k", "proof sentence"),
        Rule(r"(?=[\w\"])", "", "sentence"),
    ),
    "proof": (
        Rule(r"(?:Qed|Defined|Admitted)\b", "k", "^sentence"),
        Rule(r"Abort\b", "no", "^sentence"),
        Rule(r"[-+*{}]", "p"),
        include("root"),
    ),
    "sentence": (
        Rule(r"\s+", "w"),
        Rule(r"\(\*", "c", "comment"),
        Rule(r"_(?!\w)", "p"),
        Rule(r"[^\W\d][\w']*(?=\.[A-Za-z])", "nn"),
        Rule(r"[^\W\d][\w']*", _WORDS),
        Rule(r"(?<=[\w'])(\.)([A-Za-z_][\w']*)(?=\.[A-Za-z])", ("p", "nn")),
        Rule(r"(?<=[\w'])(\.)([A-Za-z_][\w']*)", ("p", "no")),
        Rule(r"\d+", "mi"),
        Rule(r"\?[A-Za-z_]\w*", "nv"),
        Rule(r"\.\(|\.(?=\d)", "p"),
        Rule(r"\*+\.", "o"),
        Rule(r"={2,}>|!-+>|-{2,}>\*?", "o"),
        Rule(r"::=|:=|::|=>|\.\.|`[({]|\[\||\|\]|[:()|,;{}\[\]?!]", "p"),
        Rule(r"/\\|\\/|<->|->|<-|<>|<=|>=|[-+*/~=<>@%∀∃λ∧∨¬≤≥≠→←↔⇒⊢∈]", "o"),
        Rule(r"\.", "pi", "^"),
        Rule(r'"', "s2", "string"),
    ),
    "comment": (Rule(r"\(\*", "c", "comment"), Rule(r"\*\)", "c", "^"), Rule(r"[^(*)]+|[(*)]", "c")),
    "string": (Rule(r'"', "s2", "^"), Rule(r'[^"]+', "s2")),
}
