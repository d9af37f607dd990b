import { Button, SegmentedControl } from "@mantine/core";
import { Link } from "react-router";
import { Kbd } from "../../components/Kbd";
import { Empty } from "../../components/States";
import { type FragmentType } from "../../gql";
import { NobodysRow, type NobodysRow_exception } from "../../records/exception/NobodysRow";
import { TaskColumns, TaskRow, type TaskRow_task } from "../../records/task/TaskRow";
import styles from "./Cockpit.module.css";
import type { Group } from "./groupBySla";

export type Whose = "all" | "teams" | "mine";

interface Props {
  whose: Whose;
  hasTeams: boolean;
  onWhose: (whose: Whose) => void;
  groups: Group<{ id: string; taskId: string }>[];
  /** What nobody has, the most pressing first. */
  nobodys: readonly ({ id: string; number: string } & FragmentType<typeof NobodysRow_exception>)[];
  nobodysTotal: number;
  nobodysLink: string;
  onAssign: (number: string) => void;
  nodes: readonly ({ id: string } & FragmentType<typeof TaskRow_task>)[];
  selected?: string;
  total: number;
  onSelect: (taskId: string) => void;
  onOpen: (taskId: string) => void;
  onKeys: () => void;
}

/** Every live task in the order of its clock, and between what burns and what can wait, what nobody has. */
export function Queue({ groups, nobodys, nobodysTotal, nobodysLink, onAssign, nodes, selected, total, whose, hasTeams, onWhose, onSelect, onOpen, onKeys }: Props) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const unassigned = nobodys.length > 0 && (
    <div key="nobodys" role="rowgroup" aria-label="Nobody has it">
      <div role="row" className={styles.group} id="nobodys" data-tone="risk"><span role="gridcell">Nobody has it <em>{nobodysTotal.toLocaleString()}</em></span></div>
      {nobodys.map((exception) => <NobodysRow key={exception.id} exception={exception} selected={exception.number === selected} onOpen={onOpen} onAssign={onAssign} />)}
      {nobodysTotal > nobodys.length && <div role="row"><span role="gridcell"><Link className={styles.rest} to={nobodysLink}>All {nobodysTotal.toLocaleString()} that nobody has</Link></span></div>}
    </div>
  );
  const isUrgent = ({ id }: { id: string }) => id === "breached" || id === "due-today";
  const listed = (group: Props["groups"][number]) => (
    <div key={group.id} role="rowgroup" aria-label={group.name}>
      <div role="row" className={styles.group} id={group.id} data-tone={group.tone}>
        <span role="gridcell">{group.name} <em>{group.tasks.length}</em></span>
      </div>
      {group.tasks.map((task) => {
        const node = byId.get(task.id);
        return node && <TaskRow key={task.id} task={node} selected={task.taskId === selected} onSelect={onSelect} onOpen={onOpen} />;
      })}
    </div>
  );
  const tools = (
    <div className={styles.tools}>
      <SegmentedControl size="xs" value={whose} onChange={(value) => onWhose(value as Whose)} aria-label="Whose tasks"
        data={[{ value: "all", label: "Everybody’s" }, ...(hasTeams ? [{ value: "teams", label: "My teams’" }] : []), { value: "mine", label: "Mine" }]} />
    </div>
  );
  if (groups.length === 0 && !unassigned) {
    return (
      <>{tools}<div className="panel">
        <Empty title="The queue is empty" action={<Button component={Link} to="/exceptions" variant="default">See the exceptions</Button>}>
          Tasks appear here when somebody assigns an agent to an exception. Open one and press “Assign agent”.
        </Empty>
      </div></>
    );
  }
  return (
    <>
      {tools}
      <div className={styles.queue} role="grid" aria-label="Task queue">
        <div role="rowgroup"><TaskColumns /></div>
        {groups.filter(isUrgent).map(listed)}
        {unassigned}
        {groups.filter((group) => !isUrgent(group)).map(listed)}
      </div>
      {total > nodes.length && <p className="muted" style={{ marginTop: 8 }}>The {nodes.length} most urgent of {total.toLocaleString()} tasks.</p>}
      <p className={styles.keys}>
        <Kbd>J</Kbd> <Kbd>K</Kbd> move · <Kbd>Enter</Kbd> open · <Kbd>A</Kbd> approve · <Kbd>E</Kbd> edit · <Kbd>S</Kbd> snooze · <Kbd>R</Kbd> resolve and next ·{" "}
        <button type="button" onClick={onKeys}><Kbd>?</Kbd> all keys</button>
      </p>
    </>
  );
}
