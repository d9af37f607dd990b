import { Component, type ReactNode } from "react";
import { Failure } from "../components/States";

interface Props {
  children: ReactNode;
  /** What to show for an error that has words of its own. */
  failure?: (error: unknown) => ReactNode | undefined;
}

/** Keeps a page that breaks from taking the frame with it. */
export class PageBoundary extends Component<Props, { error?: unknown }> {
  override state: { error?: unknown } = {};
  static getDerivedStateFromError = (error: unknown) => ({ error: error ?? new Error("unknown") });

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return this.props.failure?.(error)
      ?? <Failure what="This page could not be shown." safe="Nothing was changed, and the other pages work." todo="Load it again; after an update of the product that is all it takes." retry={() => location.reload()} />;
  }
}
