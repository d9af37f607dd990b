import { Component, type ReactNode } from "react";
import { Failure } from "../components/States";

/** Keeps a page that breaks from taking the frame with it. */
export class PageBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError = () => ({ broken: true });

  override render() {
    if (!this.state.broken) return this.props.children;
    return <Failure what="This page could not be shown." safe="Nothing was changed, and the other pages work." todo="Load it again; after an update of the product that is all it takes." retry={() => location.reload()} />;
  }
}
