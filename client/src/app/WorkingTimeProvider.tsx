import { useQuery } from "@apollo/client/react";
import { type ReactNode, useMemo } from "react";
import type { Working } from "../components/sla";
import { WorkingTime } from "../components/SlaClock";
import { dayOf } from "../components/time";
import { useNow } from "../components/useNow";
import { graphql } from "../gql";

const WORKING_TIME = graphql(`
  query WorkingTime($from: DateTime!, $until: DateTime!) { workingIntervals(from: $from, until: $until) { startsAt endsAt } }
`);

const DAY = 86_400_000;

/** Tells the clocks on the page when people work around today, so that they stand still at night without asking the server. */
export function WorkingTimeProvider({ children }: { children: ReactNode }) {
  const today = Date.parse(dayOf(new Date(useNow())));
  const { data, previousData } = useQuery(WORKING_TIME, {
    variables: { from: new Date(today - 2 * DAY).toISOString(), until: new Date(today + 7 * DAY).toISOString() }, errorPolicy: "ignore",
  });
  const intervals = (data ?? previousData)?.workingIntervals;
  const working = useMemo(() => (intervals ?? []).map(({ startsAt, endsAt }): Working => [Date.parse(startsAt), Date.parse(endsAt)]), [intervals]);
  return <WorkingTime value={working}>{children}</WorkingTime>;
}
