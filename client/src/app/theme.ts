import { createTheme, defaultVariantColorsResolver, type CSSVariablesResolver, localStorageColorSchemeManager, type MantineColorsTuple } from "@mantine/core";

/** The only place with colour values. Colour means state: breach, risk, live, done, idle; everything else is ink on paper. */
const light = {
  bg: "#f5f6f8", surface: "#ffffff", sunken: "#f0f2f5", line: "#e3e7ec", "line-strong": "#c9d0da",
  ink: "#141a23", "ink-2": "#414c5c", "ink-3": "#5d697b",
  breach: "#b3261e", "breach-bg": "#fdecea", risk: "#8f4e00", "risk-bg": "#fff1da",
  live: "#1f4fcc", "live-bg": "#e8eefd", done: "#146c3e", "done-bg": "#e3f4ea", "idle-bg": "#eaedf1",
  "live-solid": "#2556d4", "on-live": "#ffffff", "breach-solid": "#b3261e", "on-breach": "#ffffff",
  shadow: "0 1px 2px rgb(16 24 40 / 5%)", "shadow-high": "0 12px 32px rgb(16 24 40 / 14%), 0 2px 6px rgb(16 24 40 / 8%)",
};
const dark: typeof light = {
  bg: "#0d1015", surface: "#14181f", sunken: "#0f1319", line: "#242b36", "line-strong": "#3a4454",
  ink: "#e9edf3", "ink-2": "#b1bbc9", "ink-3": "#8d98a9",
  breach: "#ff8a80", "breach-bg": "#391714", risk: "#f2b04b", "risk-bg": "#33240c",
  live: "#8fb0ff", "live-bg": "#172442", done: "#63d296", "done-bg": "#102c1d", "idle-bg": "#212833",
  "live-solid": "#8fb0ff", "on-live": "#0d1015", "breach-solid": "#ff8a80", "on-breach": "#0d1015",
  shadow: "0 1px 2px rgb(0 0 0 / 40%)", "shadow-high": "0 16px 40px rgb(0 0 0 / 55%)",
};
const variables = (tokens: typeof light) => ({
  ...Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value])),
  "--mantine-color-body": tokens.bg,
  "--mantine-color-text": tokens.ink,
  "--mantine-color-dimmed": tokens["ink-3"],
  "--mantine-color-placeholder": tokens["ink-3"],
  "--mantine-color-error": tokens.breach,
  "--mantine-color-default": tokens.surface,
  "--mantine-color-default-border": tokens["line-strong"],
  "--mantine-color-default-hover": tokens["idle-bg"],
  "--mantine-color-anchor": tokens.live,
  "--mantine-color-live-filled": tokens["live-solid"],
  "--mantine-color-live-filled-hover": tokens.live,
  "--mantine-primary-color-contrast": tokens["on-live"],
  "--mantine-color-live-light": tokens["live-bg"],
  "--mantine-color-live-light-hover": tokens["live-bg"],
  "--mantine-color-live-light-color": tokens.live,
  "--mantine-color-breach-filled": tokens["breach-solid"],
  "--mantine-color-breach-filled-hover": tokens.breach,
});
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: variables(light), dark: variables(dark) });

const live: MantineColorsTuple = ["#eef3ff", "#dbe5fd", "#b9ccfb", "#8fb0ff", "#6c93f5", "#4673e6", "#2556d4", "#1f4fcc", "#1a42aa", "#15368a"];
const breach: MantineColorsTuple = ["#fdecea", "#fbd5d1", "#f7b1aa", "#ff8a80", "#ea6258", "#d33f35", "#b3261e", "#9c1f18", "#7f1913", "#64130f"];
// Mantine's own greys for dark surfaces, replaced by ours so that its inputs and menus sit on the same paper.
const darkRamp: MantineColorsTuple = ["#e9edf3", "#b1bbc9", "#8d98a9", "#5b6677", "#3a4454", "#2c3441", "#1a202a", "#14181f", "#0f1319", "#0a0d12"];
// Colours whose text on a filled ground we choose ourselves: pale grounds in the dark theme need dark words.
const OWN = ["live", "breach"];

export const theme = createTheme({
  fontFamily: 'Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: "11.5px", sm: "13px", md: "13px", lg: "15px", xl: "18px" },
  lineHeights: { xs: "1.4", sm: "1.45", md: "1.45", lg: "1.4", xl: "1.3" },
  spacing: { xs: "6px", sm: "10px", md: "14px", lg: "20px", xl: "28px" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  defaultRadius: "sm",
  headings: { fontWeight: "650", sizes: { h1: { fontSize: "17px", lineHeight: "1.3" }, h2: { fontSize: "13px", lineHeight: "1.4" }, h3: { fontSize: "12px", lineHeight: "1.4" } } },
  primaryColor: "live",
  primaryShade: { light: 6, dark: 3 },
  colors: { live, breach, dark: darkRamp },
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    const name = input.color ?? "live";
    return input.variant === "filled" && OWN.includes(name) ? { ...colours, color: `var(--on-${name})` } : colours;
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" }, styles: { root: { fontSize: 13, height: 30, paddingInline: 12, fontWeight: 550 } } },
    Modal: { defaultProps: { centered: true, size: "lg", transitionProps: { duration: 120, exitDuration: 0 }, closeButtonProps: { "aria-label": "Close" } }, styles: { title: { fontSize: 15, fontWeight: 650, color: "var(--ink)" }, content: { background: "var(--surface)", boxShadow: "var(--shadow-high)" }, header: { background: "var(--surface)" } } },
    Spotlight: { defaultProps: { transitionProps: { duration: 120, exitDuration: 0 } } }, // a key typed right after Escape belongs to the page
    TextInput: { defaultProps: { size: "sm" } },
    Textarea: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", comboboxProps: { transitionProps: { duration: 80 } } } },
    MultiSelect: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { withArrow: false, openDelay: 350, transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { shadow: "md", transitionProps: { duration: 80 } } },
    Alert: { defaultProps: { variant: "outline" } },
  },
});

/** Shared with public/colour-scheme.js, which reads the same key before the first paint. */
export const colourScheme = localStorageColorSchemeManager({ key: "tower-colour-scheme" });
