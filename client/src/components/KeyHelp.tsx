import { Modal } from "@mantine/core";
import { Kbd } from "./Kbd";

export const KeyHelp = ({ keys, onClose }: { keys: readonly (readonly [string, string])[]; onClose: () => void }) => (
  <Modal opened onClose={onClose} title="Keys" size="sm">
    <dl style={{ display: "grid", gridTemplateColumns: "auto 1fr", gap: "7px 16px", alignItems: "baseline" }}>
      {keys.map(([key, meaning]) => [<dt key={key}><Kbd>{key}</Kbd><span className="sr-only">{key}</span></dt>, <dd key={meaning}>{meaning}</dd>])}
    </dl>
  </Modal>
);
