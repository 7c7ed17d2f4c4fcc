//! The pages in a real browser, with the built-in sample.

use serde_json::Value;

use crate::support::{Browser, City, Facts, Need, Server, add, in_browser};

pub fn facts(facts: &mut Facts) {
    add!(facts, "page", Need::Browser; the_atlas_fits_office_screens, nothing_scrolls_sideways_on_a_phone, filters_stay_in_the_address,
        a_filter_follows_through_the_pages, a_card_opens_its_firms_and_reasons, a_card_in_hand_lights_its_edges,
        the_picture_is_drawn_for_the_room_there_is, nothing_breaks_the_content_policy);
}

const CHAINS: [&str; 3] = ["nev", "ic", "pv"];
const WORDS: [(&str, &str); 6] = [
    ("strong", "优势"),
    ("strengthen", "强链"),
    ("fill", "补链"),
    ("extend", "延链"),
    ("build", "建链"),
    ("unsurveyed", "待摸排"),
];

/// Opens the atlas of a chain and waits until it is drawn for the room there is.
async fn atlas(browser: &Browser, server: &Server, chain: &str) {
    browser.open(&server.url(&format!("/chains/{chain}/atlas"))).await;
    drawn(browser).await;
}

async fn drawn(browser: &Browser) {
    let room = "document.getElementById('atlas').clientWidth";
    browser.until(&format!("Math.abs(document.querySelector('svg.atlas').dataset.width - {room}) < 4")).await;
}

/// Nothing reaches beyond the window to the right.
async fn scrolls_nowhere_sideways(browser: &Browser, width: u64) {
    let at = browser.address().await;
    let sizes =
        browser.ask("return [document.documentElement.scrollWidth, document.body.scrollWidth, innerWidth]").await;
    for size in sizes.as_array().unwrap() {
        assert!(size.as_u64().unwrap() <= width, "{at}: {sizes} of {width}");
    }
}

/// The cards of the atlas: segment, box, badge, border, and whether its texts lie within it.
const CARDS: &str = "
    return [...document.querySelectorAll('svg.atlas a.card')].map(card => {
        const frame = card.querySelector('.frame'), box = frame.getBoundingClientRect();
        const texts = [...card.querySelectorAll('text')];
        const within = texts.every(text => {
            const t = text.getBoundingClientRect();
            return t.left >= box.left - 1 && t.right <= box.right + 1 && t.top >= box.top - 1 && t.bottom <= box.bottom + 1;
        });
        return {
            segment: card.dataset.segment, x: box.left, y: box.top, r: box.right, b: box.bottom, within,
            text: texts.map(t => t.lastChild.textContent).join('|'),
            border: `${frame.getAttribute('stroke-width')}/${frame.getAttribute('stroke-dasharray')}/${card.querySelectorAll('rect').length}`,
        };
    })";

/// The smallest size of a text on the screen, in CSS pixels.
const SMALLEST: &str = "
    const svg = document.querySelector('svg.atlas');
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return Math.min(...[...svg.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize) * scale))";

/// The names of the bands, as they stand beside or above them.
const BANDS: &str = "
    return [...document.querySelectorAll('svg.atlas > text')].filter(t => t.getAttribute('fill') === '#ffffff')
        .map(t => t.textContent).join('')";

fn the_atlas_fits_office_screens() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        for (width, height) in [(1366, 768), (1920, 1080)] {
            browser.size(width, height).await;
            for chain in CHAINS {
                atlas(browser, &server, chain).await;
                scrolls_nowhere_sideways(browser, u64::from(width)).await;
                fits(browser, &server, chain, f64::from(width)).await;
            }
        }
    });
}

async fn fits(browser: &Browser, server: &Server, chain: &str, width: f64) {
    let place = format!("{chain} at {width}");
    let answer = server.json(&format!("/api/v1/chains/{chain}/gaps"));
    let segments = answer["segments"].as_array().unwrap();
    let cards = browser.ask(CARDS).await;
    let cards = cards.as_array().unwrap();
    assert_eq!(cards.len(), segments.len(), "every leaf has a card: {place}");
    let side = |card: &Value, name: &str| card[name].as_f64().unwrap();
    for (i, card) in cards.iter().enumerate() {
        assert!(side(card, "x") >= 0.0 && side(card, "r") <= width, "{place}: {card}");
        assert!(card["within"] == true, "texts within their card: {place}: {card}");
        for other in &cards[i + 1..] {
            let apart = side(card, "r") <= side(other, "x") || side(other, "r") <= side(card, "x");
            let above = side(card, "b") <= side(other, "y") || side(other, "b") <= side(card, "y");
            assert!(apart || above, "{place}: {card} lies on {other}");
        }
    }
    let mut borders: Vec<(&str, &str)> = Vec::new();
    for segment in segments {
        let card = cards.iter().find(|card| card["segment"] == segment["segment"]).unwrap();
        let verdict = segment["verdict"].as_str().unwrap();
        let word = WORDS.iter().find(|(code, _)| *code == verdict).unwrap().1;
        assert!(card["text"].as_str().unwrap().contains(word), "{place}: {word} on {card}");
        borders.push((verdict, card["border"].as_str().unwrap()));
    }
    borders.sort_unstable();
    borders.dedup();
    let mut verdicts: Vec<&str> = borders.iter().map(|(verdict, _)| *verdict).collect();
    verdicts.dedup();
    assert_eq!(verdicts.len(), borders.len(), "one border a verdict: {borders:?}");
    let mut styles: Vec<&str> = borders.iter().map(|(_, border)| *border).collect();
    styles.sort_unstable();
    styles.dedup();
    assert!(styles.len() == borders.len() && styles.len() > 2, "one verdict a border: {borders:?}");
    let smallest = browser.ask(SMALLEST).await.as_f64().unwrap();
    assert!(smallest >= 11.99, "{place}: a text of {smallest} px");
    assert_eq!(browser.ask(BANDS).await, "上游中游下游", "{place}");
}

fn nothing_scrolls_sideways_on_a_phone() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(390, 844).await;
        let mut pages = ["/", "/map?chain=ic", "/nothing", "/chains/c9/gaps?home=x"].map(str::to_owned).to_vec();
        for chain in CHAINS {
            atlas(browser, &server, chain).await;
            scrolls_nowhere_sideways(browser, 390).await;
            let smallest = browser.ask(SMALLEST).await.as_f64().unwrap();
            assert!(smallest >= 11.99, "{chain}: a text of {smallest} px");
            pages.push(format!("/chains/{chain}/gaps"));
            let answer = server.json(&format!("/api/v1/chains/{chain}/gaps"));
            let firms = |s: &&Value| s["local"].as_u64().unwrap() + s["candidates"].as_u64().unwrap();
            let fullest = answer["segments"].as_array().unwrap().iter().max_by_key(firms).unwrap();
            pages.push(format!("/chains/{chain}/segments/{}", fullest["segment"].as_str().unwrap()));
        }
        for page in pages {
            browser.open(&server.url(&page)).await;
            scrolls_nowhere_sideways(browser, 390).await;
            // What is wider than the page may scroll within itself, but nothing is cut off.
            let small =
                browser.ask("return parseFloat(getComputedStyle(document.querySelector('main')).fontSize)").await;
            assert!(small.as_f64().unwrap() >= 12.0, "{page}: {small}");
        }
    });
}

/// Chooses in a form as a person does.
async fn choose(browser: &Browser, name: &str, value: &str) {
    let script = format!(
        "const field = document.querySelector('form.filters [name={name}]'); field.value = '{value}';
         field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    );
    browser.ask(&script).await;
}

fn filters_stay_in_the_address() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.open(&server.url("/chains/ic/gaps?home=340100&as_of=2026-11-23")).await;
        let all = browser.ask("return document.querySelectorAll('tbody tr').length").await.as_u64().unwrap();
        choose(browser, "verdict", "fill").await;
        browser.until("location.search.includes('verdict=fill')").await;
        let badges = "[...document.querySelectorAll('tbody .badge')].map(b => b.textContent).filter(word => !word.includes('游'))";
        browser.until(&format!("{badges}.length > 0 && {badges}.every(b => b.includes('补链'))")).await;
        choose(browser, "stage", "upstream").await;
        browser.until("location.search.includes('stage=upstream')").await;
        let address = browser.address().await;
        for part in ["home=340100", "as_of=2026-11-23", "verdict=fill", "stage=upstream"] {
            assert!(address.contains(part), "{address}");
        }
        assert!(!address.contains("text="), "what is not chosen is not in the address: {address}");
        let shown = "return document.getElementById('answer').innerText";
        let filtered = browser.ask(shown).await;
        browser.open(&server.url(&address)).await;
        assert_eq!(browser.ask(shown).await, filtered, "the address alone gives the same page");
        assert_eq!(browser.ask("return document.querySelector('[name=verdict]').value").await, "fill");
        let few = browser.ask("return document.querySelectorAll('tbody tr').length").await.as_u64().unwrap();
        assert!(few < all, "{few} of {all}");
        browser.open(&server.url("/chains/ic/gaps?text=%E4%B8%8D%E5%AD%98%E5%9C%A8")).await;
        browser.until("document.querySelector('.nothing').textContent.includes('没有符合条件的环节')").await;
    });
}

fn a_filter_follows_through_the_pages() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.open(&server.url("/")).await;
        choose(browser, "home", "340181").await;
        browser.until("location.search === '?home=340181'").await;
        browser.click("th[scope=row] a").await;
        browser.until("location.pathname.endsWith('/atlas')").await;
        assert!(browser.address().await.ends_with("/atlas?home=340181"), "{}", browser.address().await);
        drawn(browser).await;
        browser.until("document.querySelector('svg.atlas').textContent.includes('巢湖市')").await;
        let cards =
            browser.ask("return [...document.querySelectorAll('a.card')].map(c => c.getAttribute('href'))").await;
        let cards = cards.as_array().unwrap();
        assert!(!cards.is_empty() && cards.iter().all(|c| c.as_str().unwrap().ends_with("?home=340181")), "{cards:?}");
        browser.click(".links a").await;
        browser.until("location.pathname.endsWith('/gaps')").await;
        browser.click("tbody th a").await;
        browser.until("location.pathname.includes('/segments/')").await;
        assert!(browser.address().await.ends_with("?home=340181"), "{}", browser.address().await);
        browser.back().await;
        browser.until("location.pathname.endsWith('/gaps')").await;
        assert_eq!(browser.ask("return document.querySelector('[name=home]').value").await, "340181");
        // A place nobody knows is told on the page.
        choose(browser, "home", "合飞市").await;
        browser.until("document.querySelector('h1').textContent.includes('没有地区「合飞市」')").await;
    });
}

fn a_card_opens_its_firms_and_reasons() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        atlas(browser, &server, "nev").await;
        let told = server.json("/api/v1/chains/nev/segments/nev-car");
        let (drawer, open) = ("document.getElementById('drawer')", "!document.getElementById('drawer').hidden");
        let shows = |text: &str| format!("{open} && {drawer}.innerText.includes('{text}')");
        browser.click("a.card[data-segment=nev-car]").await;
        browser.until(&shows("怎么算的")).await;
        let first = told["steps"][0]["sentence"].as_str().unwrap();
        assert_eq!(browser.ask(&format!("return {}", shows(first))).await, false, "the arithmetic is folded");
        browser.click("#drawer details.arithmetic summary").await;
        for list in ["local", "candidates"] {
            for firm in told[list].as_array().unwrap() {
                browser.until(&shows(firm["name"].as_str().unwrap())).await;
            }
        }
        for step in told["steps"].as_array().unwrap() {
            browser.until(&shows(step["sentence"].as_str().unwrap())).await;
        }
        assert_eq!(browser.address().await, "/chains/nev/atlas", "the picture stays");
        let whole = browser.ask("return document.getElementById('drawer-page').getAttribute('href')").await;
        assert_eq!(whole, "/chains/nev/segments/nev-car");
        // The keyboard does as well: Escape closes, the focus is where it was, Enter opens again.
        browser.keys("\u{e00c}").await;
        browser.until(&format!("{drawer}.hidden && document.activeElement.dataset.segment === 'nev-car'")).await;
        browser.keys("\u{e007}").await;
        browser.until(&shows("怎么算的")).await;
        browser.click("#drawer button").await;
        browser.until(&format!("{drawer}.hidden")).await;
        browser.open(&server.url("/chains/nev/segments/nev-car")).await;
        browser.until("document.querySelectorAll('#segment tr[data-key]').length > 1").await;
        browser
            .until("document.querySelector('main').innerText.includes('来源') || document.querySelector('.source')")
            .await;
    });
}

fn a_card_in_hand_lights_its_edges() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        atlas(browser, &server, "nev").await;
        let lit = "[...document.querySelectorAll('svg.atlas .edge.lit')]";
        assert_eq!(browser.ask(&format!("return {lit}.length")).await, 0);
        browser.ask("document.querySelector('a.card[data-segment=nev-cell]').focus()").await;
        browser.until(&format!("{lit}.length > 0")).await;
        // Everything it feeds and is fed by, however far; what goes back leads no further.
        let reach = "((way, back) => {
            const edges = [...document.querySelectorAll('.edge:not(.recycle)')].map(e => e.dataset);
            let found = new Set(['nev-cell']), size = 0;
            while (found.size > size) {
                size = found.size;
                edges.filter(e => found.has(e[way])).forEach(e => found.add(e[back]));
            }
            return found;
        })";
        let right = format!(
            "(() => {{
                const down = {reach}('from', 'to'), up = {reach}('to', 'from');
                const lit = e => e.classList.contains('recycle')
                    ? [e.dataset.from, e.dataset.to].includes('nev-cell')
                    : down.has(e.dataset.from) || up.has(e.dataset.to);
                return down.size > 2 && [...document.querySelectorAll('.edge')].every(e => e.classList.contains('lit') === lit(e));
            }})()"
        );
        browser.until(&right).await;
        assert!(
            browser.ask("return document.querySelector('.near').textContent").await.as_str().unwrap().contains("，")
        );
        // Arrow keys walk from card to card, + makes it larger, 0 as it was.
        browser.keys("\u{e014}").await;
        browser
            .until("document.activeElement.matches('a.card') && document.activeElement.dataset.segment !== 'nev-cell'")
            .await;
        browser.keys("+").await;
        browser.until("document.querySelector('svg.atlas').style.transform.includes('scale(1.5)')").await;
        browser.keys("0").await;
        browser.until("document.querySelector('svg.atlas').style.transform === ''").await;
        browser.ask("document.activeElement.blur()").await;
        browser.until(&format!("{lit}.length === 0")).await;
    });
}

fn the_picture_is_drawn_for_the_room_there_is() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        atlas(browser, &server, "pv").await;
        let first = browser.ask(CARDS).await;
        atlas(browser, &server, "pv").await;
        assert_eq!(browser.ask(CARDS).await, first, "the same at every load");
        browser.size(800, 768).await;
        drawn(browser).await;
        scrolls_nowhere_sideways(browser, 800).await;
        assert_ne!(browser.ask(CARDS).await, first);
        browser.open(&server.url("/chains/pv/atlas?width=1000")).await;
        browser.until("document.querySelector('svg.atlas').dataset.width === '1000'").await;
    });
}

fn nothing_breaks_the_content_policy() {
    let (_city, server) = City::sample().served();
    in_browser(async move |browser| {
        browser.size(1366, 768).await;
        for path in ["/", "/chains/ic/gaps", "/chains/ic/segments/ic-litho", "/map?chain=ic", "/chains/ic/atlas"] {
            browser.open(&server.url(path)).await;
            browser.until("document.readyState === 'complete'").await;
            assert_eq!(browser.refused().await, serde_json::json!([]), "{path}");
        }
        drawn(browser).await;
        browser.click("a.card").await;
        browser.until("!document.getElementById('drawer').hidden").await;
        assert_eq!(browser.refused().await, serde_json::json!([]), "with the drawer open");
        let complaints = browser.complaints().await;
        assert!(complaints.is_empty(), "{complaints:?}");
        // The watch does see what is refused.
        browser
            .ask(
                "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)",
            )
            .await;
        browser.until("window.refused.length === 1 && window.ran === undefined").await;
        assert!(!browser.complaints().await.is_empty());
    });
}
