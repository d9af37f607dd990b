import type { RouteObject } from "react-router";
import { LazyPage } from "./LazyPage";

/** A page is loaded when somebody goes there first. */
const page = <Name extends string>(load: () => Promise<Record<Name, React.ComponentType>>, name: Name) => {
  const component = async () => (await load())[name];
  return <LazyPage load={component} />;
};

export const routes: RouteObject[] = [
  { index: true, element: page(() => import("../pages/Cockpit/Cockpit"), "Cockpit") },
  { path: "approvals/:number?", element: page(() => import("../pages/Approvals/Approvals"), "Approvals") },
  { path: "exceptions", element: page(() => import("../pages/Exceptions/Exceptions"), "Exceptions") },
  { path: "exceptions/:number", element: page(() => import("../pages/Exception/Exception"), "Exception") },
  { path: "tasks/:number", element: page(() => import("../pages/Task/Task"), "Task") },
  { path: "orders", element: page(() => import("../pages/Orders/Orders"), "Orders") },
  { path: "orders/:number", element: page(() => import("../pages/Order/Order"), "Order") },
  { path: "distributors", element: page(() => import("../pages/Distributors/Distributors"), "Distributors") },
  { path: "distributors/:number", element: page(() => import("../pages/Distributor/Distributor"), "Distributor") },
  { path: "invoices", element: page(() => import("../pages/Invoices/Invoices"), "Invoices") },
  { path: "invoices/:number", element: page(() => import("../pages/Invoice/Invoice"), "Invoice") },
  { path: "shipments", element: page(() => import("../pages/Shipments/Shipments"), "Shipments") },
  { path: "shipments/:number", element: page(() => import("../pages/Shipment/Shipment"), "Shipment") },
  { path: "documents", element: page(() => import("../pages/Documents/Documents"), "Documents") },
  { path: "documents/:number", element: page(() => import("../pages/Document/Document"), "Document") },
  { path: "import", element: page(() => import("../pages/Import/Import"), "Import") },
  { path: "*", element: page(() => import("../pages/NotFound/NotFound"), "NotFound") },
];
