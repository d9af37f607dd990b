import { Alert, Button, Group, TextInput } from "@mantine/core";
import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { say, useVerb } from "../../app/useVerb";
import { Panel } from "../../components/Panel";
import { type Column, Table } from "../../components/Table";
import { dayText } from "../../components/time";
import { Day } from "../../components/When";
import { graphql } from "../../gql";
import type { ExchangeRatesQuery } from "../../gql/graphql";

const EXCHANGE_RATES = graphql(`
  query ExchangeRates { exchangeRates { base viewerMayEnter missing { currency records lastDay } latest { day currency rate source } } }
`);
const EXCHANGE_RATE_ENTER = graphql(`
  mutation ExchangeRateEnter($input: ExchangeRateEnterInput!) { exchangeRateEnter(input: $input) { refusal { code message field } rate { day currency rate source } } }
`);

const COLUMNS: Column<ExchangeRatesQuery["exchangeRates"]["latest"][number]>[] = [
  { head: "Currency", cell: ({ currency }) => currency },
  { head: "Rate", cell: ({ rate }) => <span className="num">{rate}</span>, align: "right" },
  { head: "Day", cell: ({ day }) => <Day on={day} /> },
  { head: "Source", cell: ({ source }) => source ?? "–", wide: true },
];

/** Which exchange rates rules need and have not, the newest ones, and a form for one more. */
export function ExchangeRates() {
  const { data, refetch } = useQuery(EXCHANGE_RATES);
  const [form, setForm] = useState({ day: "", currency: "", rate: "", source: "" });
  const [refused, setRefused] = useState<string>();
  const [enter, busy] = useVerb(EXCHANGE_RATE_ENTER);
  const rates = data?.exchangeRates;
  if (!rates) return null;
  const save = async () => {
    setRefused(undefined);
    const { done, refusal } = await enter({ ...form, currency: form.currency.trim().toUpperCase() });
    if (refusal) return setRefused(refusal.message);
    if (done.rate) say("Rate entered", "Detection runs again with it.");
    setForm({ ...form, currency: "", rate: "" });
    await refetch();
  };
  const field = (name: keyof typeof form, label: string, more: object = {}) =>
    <TextInput label={label} required value={form[name]} onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })} {...more} />;
  return (
    <Panel title="Exchange rates">
      {rates.missing.length > 0 && (
        <Alert color="risk" title="Rates are missing" mb="md">
          Rules that need them can't decide, and money at stake counts as unknown: {rates.missing.map(({ currency, records, lastDay }) =>
            `${currency} for ${records.toLocaleString()} ${records === 1 ? "record" : "records"} (${lastDay ? `the last one is of ${dayText(lastDay)}` : "none is known"})`).join("; ")}.
        </Alert>
      )}
      {rates.latest.length > 0 && <Table label="Newest exchange rates" rows={[...rates.latest]} columns={COLUMNS} keyOf={({ currency }) => currency} />}
      {rates.viewerMayEnter && <form onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Group align="end" mt="md">
          {field("day", "Day", { type: "date" })}
          {field("currency", "Currency", { placeholder: "USD", maxLength: 3 })}
          {field("rate", `One ${rates.base} is worth`, { placeholder: "1.0945", inputMode: "decimal" })}
          {field("source", "Source", { placeholder: "European Central Bank" })}
          <Button type="submit" loading={busy} variant="default">Enter the rate</Button>
        </Group>
      </form>}
      {refused && <Alert color="breach" role="alert" mt="md">{refused}</Alert>}
    </Panel>
  );
}
