import { DraftState, TaskStatus } from "../../entities/enums.js";
import { onboardingLifecycle } from "./distributor.lifecycle.js";
import { documentLifecycle } from "./document.lifecycle.js";
import { draftLifecycle } from "./draft.lifecycle.js";
import { exceptionLifecycle } from "./exceptionCase.lifecycle.js";
import { ENDED, statusFromDrafts, taskLifecycle } from "./followUpTask.lifecycle.js";
import { invoiceLifecycle } from "./invoice.lifecycle.js";
import type { Lifecycle } from "./lifecycle.js";
import { orderLifecycle } from "./order.lifecycle.js";
import { outboundLifecycle } from "./outboundMessage.lifecycle.js";
import { shipmentLifecycle } from "./shipment.lifecycle.js";

type AnyLife = Lifecycle<string, string>;
const ends = "resolved | cancelled";

/** Every life as people draw it: `→` and then, `⇄` and back, `|` or; each line is a way through it. */
const LIVES: Record<string, [life: AnyLife, drawn: string]> = {
  "distributor onboarding": [onboardingLifecycle as AnyLife, `
    draft → submitted → in_review ⇄ documents_requested
    in_review → approved → active
    in_review → rejected
    active ⇄ suspended
    active → re_verification → active | suspended
    active | suspended → offboarded`],
  order: [orderLifecycle as AnyLife, `
    draft → confirmed → closed
    draft | confirmed → cancelled`],
  invoice: [invoiceLifecycle as AnyLife, `
    draft → open → partially_paid → partially_paid | paid
    open → paid → open
    open | partially_paid → void | uncollectible
    uncollectible → paid | void`],
  shipment: [shipmentLifecycle as AnyLife, `
    planned → booked → pickup_scheduled → picked_up → in_transit ⇄ on_hold | delayed → out_for_delivery → delivered
    pickup_scheduled → pickup_failed → pickup_scheduled
    out_for_delivery → delivery_failed → out_for_delivery | return_to_sender
    return_to_sender → returned
    planned | booked | pickup_scheduled | pickup_failed → cancelled
    booked → picked_up
    in_transit → out_for_delivery | delivered | return_to_sender | available_for_pickup
    on_hold | delayed → return_to_sender
    out_for_delivery | delivery_failed → available_for_pickup → delivered | return_to_sender
    picked_up | in_transit | on_hold | delayed | available_for_pickup | out_for_delivery | delivery_failed | return_to_sender → lost | unknown
    booked | pickup_scheduled → unknown → in_transit | delivered | lost
    lost → in_transit`],
  document: [documentLifecycle as AnyLife, `
    requested → uploaded → in_review → approved → expired | superseded
    in_review → rejected → resubmission_requested → uploaded
    expired → superseded`],
  exception: [exceptionLifecycle as AnyLife, `
    open → acknowledged → in_progress → resolved → closed
    open → in_progress
    acknowledged → open
    open | acknowledged → resolved
    resolved | closed → open`],
  task: [taskLifecycle as AnyLife, `
    open → scheduled → drafting → waiting_for_human_approval → approved → posted → awaiting_response → ${ends}
    open | scheduled | drafting | waiting_for_human_approval | approved | posted → ${ends}
    open → drafting | waiting_for_human_approval
    scheduled → scheduled | waiting_for_human_approval
    drafting → scheduled | drafting
    waiting_for_human_approval → drafting | waiting_for_human_approval
    approved → drafting | waiting_for_human_approval
    posted → drafting | waiting_for_human_approval
    awaiting_response → drafting | waiting_for_human_approval | posted
    ${ends} → scheduled`],
  draft: [draftLifecycle as AnyLife, `
    pending → approved → executing → executed | failed
    pending → pending | rejected | expired | cancelled
    approved → invalidated | expired | cancelled
    executing → invalidated`],
  message: [outboundLifecycle as AnyLife, `
    queued → sending → sent → delivered → read
    sending → retrying → queued
    sending → failed | unknown
    unknown → sent | failed
    queued | retrying → cancelled
    sent → read | failed
    sent | delivered | read → retracted | corrected`],
};

/** Every step of a drawing, as `from → to`. */
function stepsOf(drawn: string): string[] {
  const steps = new Set<string>();
  for (const line of drawn.trim().split("\n")) {
    const [first, ...rest] = line.trim().split(/\s*(→|⇄)\s*/);
    for (let i = 0, from = first!.split(" | "); i < rest.length; i += 2) {
      const to = rest[i + 1]!.split(" | ");
      for (const a of from) for (const b of to) steps.add(`${a} → ${b}`);
      if (rest[i] === "⇄") for (const a of from) for (const b of to) steps.add(`${b} → ${a}`);
      from = to;
    }
  }
  return [...steps].sort();
}

describe.each(Object.entries(LIVES))("the life of a %s", (_, [life, drawn]) => {
  const actions = [...new Set(life.states.flatMap((state) => life.from(state)))];

  test("is as it is drawn", () => {
    const steps = life.states.flatMap((state) => life.from(state).map((action) => `${state} → ${life.after(state, action)}`));
    expect([...new Set(steps)].sort()).toEqual(stepsOf(drawn));
  });

  test("refuses every other step, and says what is possible instead", () => {
    for (const state of life.states) {
      const possible = life.from(state);
      for (const action of actions.filter((each) => !possible.includes(each))) {
        const refused = () => life.after(state, action);
        expect(refused).toThrow(expect.objectContaining({ code: "WRONG_STATE" }));
        for (const each of possible) expect(refused).toThrow(each);
        if (!possible.length) expect(refused).toThrow("nothing more can happen");
      }
    }
  });

  test("knows where a state leads directly, for files that bring states", () => {
    const steps = stepsOf(drawn);
    for (const a of life.states) for (const b of life.states) expect([a, b, life.leadsTo(a, b)]).toEqual([a, b, steps.includes(`${a} → ${b}`)]);
  });
});

test.each<[DraftState[], TaskStatus | undefined]>([
  [[], undefined],
  [[DraftState.REJECTED, DraftState.EXPIRED, DraftState.CANCELLED, DraftState.FAILED, DraftState.INVALIDATED], undefined],
  [[DraftState.EXECUTED, DraftState.REJECTED], TaskStatus.AWAITING_RESPONSE],
  [[DraftState.EXECUTED, DraftState.APPROVED], TaskStatus.APPROVED],
  [[DraftState.EXECUTED, DraftState.EXECUTING], TaskStatus.APPROVED],
  [[DraftState.EXECUTED, DraftState.APPROVED, DraftState.PENDING], TaskStatus.WAITING_FOR_HUMAN_APPROVAL],
])("with drafts %j a task is %s", (states, status) => {
  expect(statusFromDrafts(states)).toBe(status);
});

test("a task that has ended is taken up only by reopening it", () => {
  expect(ENDED.map((status) => taskLifecycle.from(status))).toEqual([["reopen"], ["reopen"]]);
});
