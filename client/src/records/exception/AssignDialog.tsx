import { Alert, Button, Group, Modal, MultiSelect, Select, Skeleton, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { troubleOf } from "../../app/trouble";
import { say, useVerb } from "../../app/useVerb";
import { useViewer } from "../../app/viewer";
import { Failure } from "../../components/States";
import { When } from "../../components/When";
import { teamName, words } from "../../components/words";
import type { ChannelPolicy, TeamCode } from "../../gql/graphql";
import { ASSIGN_CHOICES, EXCEPTION_ASSIGN } from "./exceptionVerbs";

interface Props {
  exception: { id: string; number: string; version: number; ownerTeam: TeamCode; agentCode: string; recommendedAction: string };
  onClose: () => void;
}

const POLICIES: { value: ChannelPolicy; label: string }[] = [
  { value: "HUMAN_APPROVAL_REQUIRED", label: "A person approves every message" },
  { value: "FOUR_EYES_REQUIRED", label: "Four eyes: somebody other than the author approves" },
];

/** Makes an exception accountable work: which agent prepares, who has it, where it speaks, and what must happen before. */
export function AssignDialog({ exception, onClose }: Props) {
  const viewer = useViewer();
  const { data, error, refetch } = useQuery(ASSIGN_CHOICES, { variables: { team: [exception.ownerTeam], exception: exception.id }, fetchPolicy: "network-only" });
  const [agent, setAgent] = useState<string | null>(exception.agentCode);
  const [assigneeId, setAssigneeId] = useState<string | null>();
  const [chosenChannels, setChannels] = useState<string[]>();
  const [channelPolicy, setPolicy] = useState<string | null>("HUMAN_APPROVAL_REQUIRED");
  const [promptContext, setContext] = useState("");
  const [refused, setRefused] = useState<{ message: string; field?: string | null }>();
  const [assign, busy] = useVerb(EXCEPTION_ASSIGN);

  const proposal = data?.exceptionAssignment;
  const communicationChannels = chosenChannels ?? proposal?.channels ?? [];
  const people = data?.users.nodes ?? [];
  const chosen = assigneeId === undefined ? (people.find(({ id }) => id === viewer.id)?.id ?? null) : assigneeId;
  const submit = async () => {
    const { done, refusal } = await assign({
      exceptionId: exception.id, version: exception.version, agent, assigneeId: chosen, channelPolicy: channelPolicy as ChannelPolicy,
      ...(chosenChannels?.length ? { communicationChannels: chosenChannels } : {}), promptContext: promptContext.trim() || null,
    });
    if (refusal) return setRefused(refusal);
    say(`${done.followUpTask?.taskId ?? "Task"} created`, "The agent reads the record and drafts; nothing goes out before a person approves.");
    onClose();
  };

  return (
    <Modal opened onClose={onClose} title={`Assign ${exception.number}`} size="md">
      {error ? <Failure {...troubleOf(error)} retry={() => void refetch()} /> : !data ? <Stack>{[1, 2, 3, 4].map((line) => <Skeleton key={line} h={36} />)}</Stack> : (
        <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
          <Stack>
            <Select label="Agent" description="Reads the record and drafts the message" data-autofocus value={agent} onChange={setAgent} allowDeselect={false}
              data={data.agentProfiles.nodes.map(({ code, name, team }) => ({ value: code, label: `${name} · ${teamName(team)}${code === exception.agentCode ? " (recommended)" : ""}` }))} />
            <Select label="Person" description={`Who in ${teamName(exception.ownerTeam)} has it`} placeholder="Nobody yet" clearable searchable value={chosen} onChange={setAssigneeId}
              data={people.map(({ id, name }) => ({ value: id, label: id === viewer.id ? `${name} (you)` : name }))} />
            <MultiSelect label="Channels" description="Where its messages go, as the team's routes propose it" placeholder={communicationChannels.length ? undefined : "No route leads anywhere: choose one"} value={communicationChannels} onChange={setChannels}
              data={data.channels.nodes.map(({ code, kind }) => ({ value: code, label: `${code}${kind === "RECORDING" ? " (built-in outbox)" : ""}` }))} />
            {proposal && <p className="soft">First message due <When at={proposal.responseDueAt} />, resolved by <When at={proposal.slaDueAt} />, in working time.</p>}
            <Select label="Before anything goes out" value={channelPolicy} onChange={setPolicy} allowDeselect={false} data={POLICIES} />
            <Textarea label="Worth knowing" description="What the agent can't read from the records" autosize minRows={2} value={promptContext} onChange={(event) => setContext(event.currentTarget.value)} placeholder={exception.recommendedAction} />
            {refused && <Alert color="breach" role="alert" title="Not assigned">{refused.message}{refused.field ? ` (${words(refused.field)})` : ""}</Alert>}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>Cancel</Button>
              <Button type="submit" loading={busy}>Assign agent</Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
