import { Alert, Button, Checkbox, FileInput, Group, Select, Stack, TextInput } from "@mantine/core";
import { IconFileSpreadsheet } from "@tabler/icons-react";
import { useState } from "react";
import { useApolloClient } from "@apollo/client/react";
import { say } from "../../app/useVerb";
import { useTitle } from "../../app/useTitle";
import { Panel } from "../../components/Panel";
import { words } from "../../components/words";
import { type FragmentType, getFragmentData, graphql } from "../../gql";
import type { ImportKind } from "../../gql/graphql";
import styles from "./Import.module.css";
import { ExchangeRates } from "./ExchangeRates";
import { ImportResult, ImportResult_import } from "./ImportResult";
import { PastImports } from "./PastImports";
import { sendFile } from "./sendFile";

const IMPORT_RUN = graphql(`query ImportRun($id: ID!) { import(id: $id) { id ...ImportResult_import } }`);

/** Every kind that a preset finds in the file, all or none. */
const ALL = "ALL";
const KINDS: ImportKind[] = ["DISTRIBUTORS", "ORDERS", "INVOICES", "SHIPMENTS", "DOCUMENTS", "PAYMENTS", "RATES"];
const MAPPINGS = [
  { value: "scms", label: "scms: SCMS delivery history" },
  { value: "accounts-receivable", label: "accounts-receivable: receivables ledger" },
];

/** Brings records in from a file: first what would happen, row by row, then the click that does it. */
export function Import() {
  useTitle("Import");
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<ImportKind | typeof ALL>("ORDERS");
  const [mapping, setMapping] = useState<string | null>(null);
  const [strict, setStrict] = useState(false);
  const [since, setSince] = useState("");
  const [wait, setWait] = useState(false);
  const [results, setResults] = useState<FragmentType<typeof ImportResult_import>[]>([]);
  const [refused, setRefused] = useState<string>();
  const [busy, setBusy] = useState(false);
  const apollo = useApolloClient();

  const forget = () => { setResults([]); setRefused(undefined); };
  const run = async (preview: boolean) => {
    if (!file) return;
    forget();
    setBusy(true);
    const { ids, refusal } = await sendFile(file, { kind: kind === ALL ? undefined : kind, mapping: mapping ?? undefined, preview, strict, since: since || undefined, detect: !wait });
    const runs = await Promise.all((ids ?? []).map((id) => apollo.query({ query: IMPORT_RUN, variables: { id }, fetchPolicy: "network-only" })));
    setBusy(false);
    if (refusal) return setRefused(refusal);
    setResults(runs.flatMap(({ data }) => data?.import ?? []));
    if (!preview) say("Imported", wait ? "Detection waits for the other files, four hours at most." : "Detection runs on what changed; what it finds appears under Exceptions.");
  };

  const counted = getFragmentData(ImportResult_import, results);
  const changes = counted.reduce((sum, run) => sum + run.createdCount + run.updatedCount, 0);
  const isApplied = counted.some(({ state }) => state === "APPLIED");
  return (
    <div className={styles.page}>
      <h1>Import records</h1>
      <Panel title="1 · Choose the file">
        <form onSubmit={(event) => { event.preventDefault(); void run(true); }}>
          <Stack>
            <div className={styles.fields}>
              <FileInput label="File" description="CSV or other delimited text" placeholder="Choose a file" accept=".csv,.tsv,.txt,text/csv,text/plain" required clearable
                leftSection={<IconFileSpreadsheet size={16} aria-hidden />} value={file} onChange={(chosen) => { setFile(chosen); forget(); }} />
              <Select label="Its rows are" data={[...(mapping ? [{ value: ALL, label: "All that the preset finds" }] : []), ...KINDS.map((code) => ({ value: code as string, label: words(code) }))]} value={kind} onChange={(value) => { if (value) setKind(value as typeof kind); forget(); }} allowDeselect={false} />
              <Select label="Columns" description="Documented names, or a preset for a known file" placeholder="Documented column names" clearable data={MAPPINGS} value={mapping} onChange={(value) => { setMapping(value); setKind(value ? ALL : "ORDERS"); forget(); }} />
            </div>
            <TextInput type="date" label="Look at what happened since" description="What began before this day comes in as history and opens no case, now and later" className={styles.since}
              value={since} onChange={(event) => { setSince(event.currentTarget.value); forget(); }} />
            <Checkbox label="More files follow: let detection wait until it is run, four hours at most" checked={wait} onChange={(event) => { setWait(event.currentTarget.checked); forget(); }} />
            <Checkbox label="Change nothing at all when any row is bad" checked={strict} onChange={(event) => { setStrict(event.currentTarget.checked); forget(); }} />
            <Group><Button type="submit" loading={busy && results.length === 0} disabled={!file}>Preview</Button><span className="muted">A preview changes nothing.</span></Group>
          </Stack>
        </form>
      </Panel>
      {refused && <Alert color="breach" role="alert" title="The file was not read">{refused}</Alert>}
      {results.length > 0 && (
        <Panel title={isApplied ? "Done" : "2 · What would happen"}>
          {results.map((run, index) => <ImportResult key={counted[index]!.id} run={run} />)}
          {!isApplied && (
            <Group mt="md">
              <Button onClick={() => void run(false)} loading={busy} disabled={changes === 0}>{changes === 0 ? "Nothing to import" : `Import ${changes.toLocaleString()} ${changes === 1 ? "record" : "records"}`}</Button>
              {counted.some(({ errorCount, conflictCount }) => errorCount + conflictCount > 0) && <span className="soft">{strict ? "Nothing is imported while a row is bad." : "Bad rows are left out; the others go in."}</span>}
            </Group>
          )}
        </Panel>
      )}
      <ExchangeRates />
      <PastImports />
    </div>
  );
}
