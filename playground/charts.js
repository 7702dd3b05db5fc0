// SPDX-License-Identifier: Apache-2.0
// Figures as pictures, by Chart.js. Who does not see them has the same figures as a table beside them.

/** Whether Chart.js is there; `make setup` gets it. */
export const canDraw = Boolean(window.Chart);

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** A colour of the page's theme as a canvas understands it. */
function colour(name) {
    const probe = document.createElement("span");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
}

/** As many decimals as say something. */
export function round(value) {
    return value === null || value === undefined ? null : Math.round(value * 100) / 100;
}

function dataset(series, index) {
    const paint = colour(`--series-${(series.colour ?? index) % 4 + 1}`);
    const points = series.kind === "points";
    const line = points || series.kind === "line";
    return {
        type: line ? "line" : "bar",
        label: series.name,
        data: series.drawn ?? series.values.map(round),
        backgroundColor: paint,
        borderColor: paint,
        yAxisID: series.right ? "right" : undefined,
        // Lines lie upon bars, and go on where a day has no figure.
        order: line ? 0 : 1,
        spanGaps: true,
        borderWidth: line ? 2 : 0,
        showLine: !points,
        pointRadius: points ? 6 : line ? 2 : undefined,
        pointStyle: line ? "rectRot" : undefined,
        grouped: !series.overlaps,
        maxBarThickness: 48,
        minBarLength: series.drawn ? 3 : undefined,
    };
}

function axis(title, text, grid, further = {}) {
    return {
        beginAtZero: true,
        title: { display: Boolean(title), text: title, color: text },
        ticks: { color: text, maxRotation: 45, autoSkip: true },
        grid: { color: grid },
        ...further,
    };
}

/**
 * Draws figures.
 *
 * @param place an element that the picture fills
 * @param model {label, labels, series: [{name, values, kind, right, drawn, colour}], unit, rightUnit, max,
 *        rightMax, horizontal, summary}: `kind` is line, points, or (unless told) bars; where `max` is not told, the
 *        values are counts
 * @returns the chart, to be destroyed before the next one
 */
export function draw(place, model) {
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", model.summary);
    place.replaceChildren(canvas);
    const [text, grid] = [colour("--text"), colour("--line")];
    const shown = model.series.filter((series) => !series.tableOnly);
    const names = axis(null, text, "transparent", model.horizontal ? { ticks: { color: text, autoSkip: false } } : {});
    const values = axis(model.unit, text, grid,
        model.max ? { max: model.max } : { ticks: { color: text, precision: 0 } });
    const scales = model.horizontal ? { y: names, x: values } : { x: names, y: values };
    if (shown.some((series) => series.right)) {
        scales.right = axis(model.rightUnit, text, "transparent", { position: "right", max: model.rightMax });
    }
    return new window.Chart(canvas, {
        data: { labels: model.labels, datasets: shown.map(dataset) },
        options: {
            animation: still.matches ? false : { duration: 250 },
            indexAxis: model.horizontal ? "y" : "x",
            maintainAspectRatio: false,
            interaction: { mode: "index", intersect: false, axis: model.horizontal ? "y" : "x" },
            scales,
            plugins: {
                legend: { display: shown.length > 1, labels: { color: text, usePointStyle: false, boxWidth: 14 } },
                tooltip: {
                    filter: (item) => item.raw !== null,
                    callbacks: {
                        label: (item) => `${item.dataset.label}: `
                            + (Array.isArray(item.raw) ? item.raw.join(" → ") : item.formattedValue),
                    },
                },
            },
        },
    });
}
