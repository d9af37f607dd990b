import { useLazyQuery } from "@apollo/client/react";
import { Combobox, Loader, TextInput, useCombobox } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Kbd } from "../components/Kbd";
import { useActions } from "./actions";
import { FIND_RECORDS, findVariables, groupsOf } from "./findRecords";
import styles from "./Shell.module.css";

/** One box for every record people speak of by number or name. */
export function Search() {
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() });
  const [search, { data, previousData, loading }] = useLazyQuery(FIND_RECORDS, { fetchPolicy: "network-only" });
  const found = data ?? previousData; // what was found stays while the next letters are looked for
  const ask = useDebouncedCallback((wanted: string) => { if (wanted.length > 1) void search({ variables: findVariables(wanted) }); }, 180);
  useActions([{ key: "/", label: "Search", run: () => input.current?.focus() }]);

  const groups = text.trim().length > 1 && found ? groupsOf(found) : [];
  const { selectFirstOption } = box;
  useEffect(() => { if (data) selectFirstOption(); }, [data, selectFirstOption]); // Enter takes the best match
  return (
    <div className={styles.search} role="search">
      <Combobox store={box} onOptionSubmit={(to) => { void navigate(to); setText(""); box.closeDropdown(); input.current?.blur(); }} width="target" shadow="md">
        <Combobox.Target>
          <TextInput ref={input} aria-label="Search records, tasks, exceptions and drafts" placeholder="Search a number, name, tracking or amount…" value={text} size="sm"
            leftSection={<IconSearch size={15} aria-hidden />} rightSection={loading ? <Loader size={14} /> : text ? null : <Kbd>/</Kbd>}
            onChange={(event) => { setText(event.currentTarget.value); ask(event.currentTarget.value.trim()); box.openDropdown(); }}
            onFocus={() => box.openDropdown()} onBlur={() => box.closeDropdown()}
            onKeyDown={(event) => { if (event.key === "Escape") input.current?.blur(); }} />
        </Combobox.Target>
        <Combobox.Dropdown hidden={text.trim().length < 2 || !found}>
          <Combobox.Options mah={420} style={{ overflowY: "auto" }}>
            {groups.length === 0 && <Combobox.Empty>Nothing found; try part of a number or name</Combobox.Empty>}
            {groups.map(([label, hits]) => (
              <Combobox.Group key={label} label={label}>
                {hits.map(({ to, number, about }) => <Combobox.Option key={to} value={to}><span className="num">{number}</span> <span className="muted">{about}</span></Combobox.Option>)}
              </Combobox.Group>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}
