import { weighted } from "./draw.ts";

/** An endpoint of the service's HTTP interface and how its requests fare. */
export interface Endpoint {
  readonly method: string;
  readonly path: string;
  /** The status of a request that goes well. */
  readonly status: number;
  /** Its durations, compared with the usual ones. */
  readonly slowness: number;
  /** Share of requests that end with a status from 500 on. */
  readonly failureShare: number;
  /** Set where nobody is logged in yet. */
  readonly isPublic?: true;
}

const TASK = "/api/v1/tasks/{task_id}";
const PROJECT = "/api/v1/projects/{project_id}";

/** The endpoints by how much they are used. */
export const ENDPOINT = weighted<Endpoint>(
  [240, { method: "GET", path: "/api/v1/tasks", status: 200, slowness: 1, failureShare: 0.007 }],
  [90, { method: "POST", path: "/api/v1/tasks", status: 201, slowness: 1.2, failureShare: 0.015 }],
  [140, { method: "GET", path: TASK, status: 200, slowness: 0.6, failureShare: 0.005 }],
  [80, { method: "PATCH", path: TASK, status: 200, slowness: 1, failureShare: 0.014 }],
  [12, { method: "DELETE", path: TASK, status: 204, slowness: 0.8, failureShare: 0.01 }],
  [50, { method: "GET", path: `${TASK}/comments`, status: 200, slowness: 0.7, failureShare: 0.004 }],
  [35, { method: "POST", path: `${TASK}/comments`, status: 201, slowness: 0.9, failureShare: 0.01 }],
  [70, { method: "GET", path: "/api/v1/projects", status: 200, slowness: 0.8, failureShare: 0.006 }],
  [35, { method: "GET", path: PROJECT, status: 200, slowness: 0.6, failureShare: 0.005 }],
  [45, { method: "GET", path: `${PROJECT}/tasks`, status: 200, slowness: 1.3, failureShare: 0.01 }],
  [60, { method: "GET", path: "/api/v1/users/me", status: 200, slowness: 0.3, failureShare: 0.002 }],
  [45, { method: "GET", path: "/api/v1/notifications", status: 200, slowness: 0.5, failureShare: 0.003 }],
  [
    15,
    {
      method: "GET",
      path: "/api/v1/organizations/{organization_id}/members",
      status: 200,
      slowness: 0.9,
      failureShare: 0.008,
    },
  ],
  [25, { method: "GET", path: "/api/v1/search", status: 200, slowness: 2.2, failureShare: 0.03 }],
  [15, { method: "POST", path: "/api/v1/attachments", status: 201, slowness: 2.8, failureShare: 0.04 }],
  [8, { method: "GET", path: "/api/v1/reports/burndown", status: 200, slowness: 5, failureShare: 0.06 }],
  [20, { method: "POST", path: "/api/v1/auth/login", status: 200, slowness: 1.6, failureShare: 0.004, isPublic: true }],
  [40, { method: "GET", path: "/health", status: 200, slowness: 0.05, failureShare: 0.001, isPublic: true }],
);
