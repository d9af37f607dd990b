import { useApolloClient } from "@apollo/client/react";
import { Alert, Button, Checkbox, FileInput, Group, Select, Stack, TextInput } from "@mantine/core";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import { useState } from "react";
import { say } from "../../app/useVerb";
import { useTitle } from "../../app/useTitle";
import { Panel } from "../../components/Panel";
import { words } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import type { ImportKind } from "../../gql/graphql";
import styles from "./Import.module.css";
import { ExchangeRates } from "./ExchangeRates";
import { ImportResult, ImportResult_import } from "./ImportResult";
import { KINDS, kindOf } from "./kindOf";
import { PastImports } from "./PastImports";
import { sendFile } from "./sendFile";

const IMPORT = graphql(`
  query ImportOutcome($id: ID!) { import(id: $id) { id ...ImportResult_import } }
`);

const MAPPINGS = [
  { value: "scms", label: "scms: SCMS delivery history" },
  { value: "accounts-receivable", label: "accounts-receivable: receivables ledger" },
];
const EVERYTHING = "EVERYTHING";
type Rows = ImportKind | typeof EVERYTHING;
/** A file that is still to come in, and what its rows are. */
interface Waiting { file: File; rows: Rows }

/** Brings records in from files, one after the other: first what would happen, row by row, then the click that does it. */
export function Import() {
  useTitle("Import");
  const client = useApolloClient();
  const [queue, setQueue] = useState<Waiting[]>([]);
  const [mapping, setMapping] = useState<string | null>(null);
  const [days, setDays] = useState("");
  const [strict, setStrict] = useState(false);
  const [since, setSince] = useState("");
  const [wait, setWait] = useState(false);
  const [results, setResults] = useState<FragmentType<typeof ImportResult_import>[]>();
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);

  const forget = () => { setResults(undefined); setRefused(undefined); };
  const choose = async (files: File[]) => {
    forget();
    const chosen = await Promise.all(files.map(async (file): Promise<Waiting> => ({ file, rows: await kindOf(file) })));
    setQueue(inOrder(chosen));
  };
  const run = async (preview: boolean, [first, ...more] = queue) => {
    if (!first) return;
    forget();
    setBusy(true);
    const kind = first.rows === EVERYTHING ? null : first.rows;
    const { refusal, ...sent } = await sendFile(first.file, { kind, mapping, days, preview, strict, since, detect: !wait && more.length === 0 });
    const found = refusal === undefined ? await Promise.all((sent as { ids: string[] }).ids.map((id) => client.query({ query: IMPORT, variables: { id }, fetchPolicy: "network-only" }))) : [];
    setBusy(false);
    if (refusal !== undefined) return setRefused(refusal);
    const runs = found.flatMap(({ data }) => data?.import ?? []);
    setResults(runs);
    if (preview || runs.some((run) => getFragmentData(ImportResult_import, run).state !== "APPLIED")) return;
    say("Imported", more.length ? "Detection waits until the last file is in." : wait ? "Detection waits for the other files, four hours at most." : "Detection runs on what changed; what it finds appears under Exceptions.");
  };
  const next = () => {
    const rest = queue.slice(1);
    setQueue(rest);
    void run(true, rest);
  };

  const counted = results?.map((result) => getFragmentData(ImportResult_import, result));
  const changes = counted?.reduce((sum, run) => sum + run.createdCount + run.updatedCount, 0) ?? 0;
  const applied = counted?.every(({ state }) => state === "APPLIED") ?? false;
  const kinds = [...(mapping ? [{ value: EVERYTHING as Rows, label: "Everything the preset finds" }] : []), ...KINDS.map((code) => ({ value: code as Rows, label: words(code) }))];
  return (
    <div className={styles.page}>
      <h1>Import records</h1>
      <Panel title="1 · Choose the files">
        <form onSubmit={(event) => { event.preventDefault(); void run(true); }}>
          <Stack>
            <div className={styles.fields}>
              <FileInput label="Files" description="CSV or other delimited text; several come in one after the other" placeholder="Choose files" accept=".csv,.tsv,.txt,text/csv,text/plain" required clearable multiple
                leftSection={<IconFileSpreadsheet size={16} aria-hidden />} value={queue.map(({ file }) => file)} onChange={(chosen) => void choose(chosen)} />
              <Select label="Columns" description="Documented names, or a preset for a known file" placeholder="Documented column names" clearable data={MAPPINGS} value={mapping}
                onChange={(value) => { setMapping(value); setQueue(queue.map((each) => (value || each.rows !== EVERYTHING ? each : { ...each, rows: "ORDERS" }))); forget(); }} />
              <TextInput label="Days are written" description="Only where the file doesn't show it by itself" placeholder="D/M/YYYY" value={days} onChange={(event) => { setDays(event.currentTarget.value); forget(); }} />
            </div>
            {queue.map((each, i) => (
              <Select key={each.file.name} label={queue.length > 1 ? `${i + 1}. ${each.file.name}: its rows are` : "Its rows are"} data={kinds} value={each.rows} allowDeselect={false} className={styles.since}
                onChange={(value) => { if (value) setQueue(inOrder(queue.map((other) => (other === each ? { ...each, rows: value } : other)))); forget(); }} />
            ))}
            <TextInput type="date" label="Look at what happened since" description="What began before this day comes in as history and opens no case, now and later" className={styles.since}
              value={since} onChange={(event) => { setSince(event.currentTarget.value); forget(); }} />
            <Checkbox label="More files follow: let detection wait until it is run, four hours at most" checked={wait} onChange={(event) => { setWait(event.currentTarget.checked); forget(); }} />
            <Checkbox label="Change nothing at all when any row is bad" checked={strict} onChange={(event) => { setStrict(event.currentTarget.checked); forget(); }} />
            <Group><Button type="submit" loading={busy && !results} disabled={queue.length === 0}>Preview</Button><span className="muted">A preview changes nothing.</span></Group>
          </Stack>
        </form>
      </Panel>
      {refused && <Alert color="breach" role="alert" title="The file was not read">{refused}</Alert>}
      {results && counted && (
        <Panel title={applied ? "Done" : "2 · What would happen"}>
          {results.map((result, i) => <ImportResult key={counted[i]!.id} run={result} />)}
          {!applied && (
            <Group mt="md">
              <Button onClick={() => void run(false)} loading={busy} disabled={changes === 0}>{changes === 0 ? "Nothing to import" : `Import ${changes.toLocaleString()} ${changes === 1 ? "record" : "records"}`}</Button>
              {counted.some(({ refusedCount }) => refusedCount > 0) && <span className="soft">{strict ? "Nothing is imported while a row is bad." : "Refused rows are left out; the others go in."}</span>}
            </Group>
          )}
          {queue.length > 1 && (applied || changes === 0) && <Group mt="md"><Button onClick={next} loading={busy}>Preview the next file: {queue[1]!.file.name}</Button></Group>}
        </Panel>
      )}
      <ExchangeRates />
      <PastImports />
    </div>
  );
}

/** What others refer to comes in first; a file that holds everything needs nobody. */
const inOrder = (queue: Waiting[]) => [...queue].sort((a, b) => place(a) - place(b));
const place = ({ rows }: Waiting) => (rows === EVERYTHING ? -1 : KINDS.indexOf(rows));
