import { Alert, Button, Group, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNavigate } from "react-router";
import { say, useVerb } from "../../app/useVerb";
import { TEAM_CODES, teamName } from "../../components/words";
import type { SubjectKind, TeamCode } from "../../gql/graphql";
import { EXCEPTION_OPEN } from "./exceptionVerbs";

const SEVERITIES = [{ value: "1", label: "Watch" }, { value: "2", label: "Minor" }, { value: "3", label: "Major" }, { value: "4", label: "Critical" }];

/** Opens an exception by hand, for what no rule saw. */
export function ReportDialog({ subjectKind, number, onClose }: { subjectKind: SubjectKind; number: string; onClose: () => void }) {
  const navigate = useNavigate();
  const [title, setTitle] = useState("");
  const [severity, setSeverity] = useState("2");
  const [team, setTeam] = useState<string | null>("SALES_OPS");
  const [action, setAction] = useState("");
  const [refused, setRefused] = useState<string>();
  const [open, busy] = useVerb(EXCEPTION_OPEN);
  const submit = async () => {
    const { done, refusal } = await open({ subjectKind, subjectId: number, title, severity: Number(severity), ownerTeam: team as TeamCode, recommendedAction: action.trim() || null });
    if (refusal) return setRefused(refusal.message);
    say("Blocker reported", "Assign an agent to get it moving.");
    if (done.exception) void navigate(`/exceptions/${done.exception.number}`);
  };
  return (
    <Modal opened onClose={onClose} title={`What is stuck with ${number}?`} size="md">
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Stack>
          <TextInput label="In one line" required data-autofocus maxLength={200} placeholder="Buyer asks for a new delivery window" value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <Group grow>
            <Select label="How grave" data={SEVERITIES} value={severity} onChange={(value) => { if (value) setSeverity(value); }} allowDeselect={false} />
            <Select label="Who must move" data={TEAM_CODES.map((code) => ({ value: code, label: teamName(code) }))} value={team} onChange={setTeam} allowDeselect={false} />
          </Group>
          <Textarea label="What would help" autosize minRows={2} value={action} onChange={(event) => setAction(event.currentTarget.value)} />
          {refused && <Alert color="breach" role="alert">{refused}</Alert>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>Cancel</Button>
            <Button type="submit" loading={busy} disabled={!title.trim()}>Report</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
