import { MultiSelect } from "@mantine/core";
import { words } from "./words";

interface Props<Code extends string> {
  label: string;
  codes: readonly Code[];
  value: readonly Code[];
  onChange: (value: Code[]) => void;
  name?: (code: Code) => string;
  searchable?: boolean;
}

/** A filter over a closed vocabulary; nothing chosen means all. */
export const Choice = <Code extends string>({ label, codes, value, onChange, name = words, searchable = false }: Props<Code>) => (
  <MultiSelect aria-label={label} placeholder={value.length ? undefined : label} data={codes.map((code) => ({ value: code, label: name(code) }))} value={[...value]}
    onChange={(chosen) => onChange(chosen as Code[])} clearable searchable={searchable} w={value.length ? undefined : 150} miw={150} maw={320} hidePickedOptions={false} />
);
