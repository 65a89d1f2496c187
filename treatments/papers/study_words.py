"""The sentences that restate published results: by the row of `effect`, and by combination and design of `combination_effect`."""

from django.utils.translation import gettext_lazy as _

EFFECTS = {
    "mn_alam": _(
        "In a study of %(n)s people one side of the face was needled: its scar score fell more than that of the other side."
    ),
    "mn_prp_asif": _(
        "In a study of %(n)s people one side of the face got needling with plasma, the other needling with water: "
        "both improved, the plasma side more."
    ),
    "mn_review": _("In a review all %(n)s studies saw an improvement; in some of them it may have been chance."),
    "mn_review2": _(
        "In a review all %(n)s articles saw an improvement; they disagree whether needling alone does as well as "
        "needling with something else, or as laser."
    ),
    "mn_grade": _("In a study of %(n)s people most had less marked scars afterwards."),
    "mn_tirmizi": _("In a study of %(n)s people the scars were typically one step less marked afterwards."),
    "mn_vs_ga": _("In a study of %(n)s people more improved clearly with needling than with an acid peel."),
    "mn_pigment": _("In a study of %(n)s people dark marks improved, and nobody’s skin became darker."),
    "rf_chandra": _(
        "In a study of %(n)s people all had less marked scars afterwards; by a scar score the change was small or "
        "moderate for most."
    ),
    "rf_navya": _("In a study of %(n)s people the average scar score fell; some people saw no change."),
    "rf_eubanks": _(
        "In a study of %(n)s people the scars improved; it used a device with pins on the surface, not needles."
    ),
    "rf_vs_laser_meta": _(
        "Several studies together found no difference from laser for the scars, fewer dark marks, and a shorter redness."
    ),
    "rf_vs_co2_meta": _(
        "Several studies with %(n)s people together: the laser that opens the surface improved scars more than needling "
        "with warmth, but it hurt more, and left more dark marks and a longer redness."
    ),
    "rf_vs_co2_pilot": _(
        "In a study of %(n)s people the two sides of the face did not differ after one visit: laser that opens the "
        "surface on one, needling with warmth on the other."
    ),
    "rf_asia": _(
        "Several studies in Asian people together: an improvement like that of laser, fewer dark marks, a shorter redness."
    ),
    "nma": _(
        "A comparison across studies with %(n)s people put laser with plasma first, then laser, then needling with "
        "plasma, then needling."
    ),
    "cross_khunger": _("In a study of %(n)s people most saw a large improvement, the others a smaller one."),
    "cross_bhardwaj": _("In a small study of %(n)s people most saw a large improvement; one lost some of it again."),
    "cross_vs_roller1": _(
        "In a study of %(n)s people more had a marked improvement with acid in single scars than with needling; "
        "its authors call the two equal."
    ),
    "cross_vs_roller2": _(
        "In a study of %(n)s people acid in single scars and needling did equally well; an excellent result was the "
        "smaller part with either."
    ),
    "subc_vs_cross": _(
        "In a study of %(n)s people loosening from below made scars smaller and shallower than acid in single scars did, "
        "with less change of colour."
    ),
    "subc_suction": _(
        "In a study of %(n)s people scars became smaller and shallower, more so in those who kept to the suction afterwards."
    ),
    "cannula_nokor": _(
        "In a study of %(n)s people patients and doctors preferred the side treated with a thin tube to that treated "
        "with a needle."
    ),
    "co2_punchout": _(
        "In a series of %(n)s people ice pick scars became much shallower, but the redness lasted for months; "
        "it used an older laser that treats the whole surface."
    ),
    "nafl_1540": _(
        "In a study of %(n)s people nearly all had a marked improvement, the others a moderate one, half a year later."
    ),
    "nafl_single": _("In a study of %(n)s people more than half had a good or excellent result after one visit."),
    "nafl_vs_afl": _(
        "In a study of %(n)s people the two kinds of laser did about equally well; most people improved by half or less."
    ),
    "afl_asia": _(
        "In a study of %(n)s people most improved by more than half; an older laser was used on the scars as well."
    ),
    "afl_manus": _(
        "In a small study of %(n)s people most improved by a quarter or more, and it went on getting better for months."
    ),
    "afl_settings": _("In a study of %(n)s people stronger settings did not work better and had more side effects."),
    "afl_nhs": _("A hospital service says that one visit improves scars in part, not fully."),
    "co2_vs_other": _(
        "Several studies together found no difference between this laser and others, for scars or dark marks."
    ),
    "pdl_yoon": _(
        "In a small study of %(n)s people most improved, and had fewer marks after the second visit than after the first."
    ),
    "pmma_karnik": _(
        "In a study of %(n)s people more improved with this filler than with salt water; some improved with salt water too."
    ),
    "pmma_joseph": _(
        "In a study of %(n)s people nearly all improved by at least one point on the scale that was used; nothing was "
        "compared with it."
    ),
    "ha_dierickx": _("In a small study of %(n)s people most had less marked scars afterwards."),
    "ha_kim": _(
        "In a small study of %(n)s people the scars were smaller after a month, and smaller again a month later."
    ),
    "fillers_review": _("A review of fillers with %(n)s people found mostly studies of low quality."),
    "nanofat": _("In a small series of %(n)s people patients and doctors rated the scars better afterwards."),
    "fat_vingan": _("In a small study of %(n)s people the scars looked better afterwards."),
    "taz_vs_mn": _(
        "In a study of %(n)s people a tazarotene cream on one side of the face and needling on the other did about "
        "equally well."
    ),
    "adap_bpo": _(
        "In a study of %(n)s people the number of scars fell on the side with the cream, and rose on the side with a "
        "cream without medicine."
    ),
    "adap_loss": _("In a study the people saw an improvement themselves more often than their doctors did."),
    "taz_adap": _("In a study of %(n)s people the scar score fell with either cream, more with tazarotene."),
    "smp_ga": _(
        "In a study of %(n)s people a salicylic-mandelic peel lightened dark marks more than a glycolic peel, with fewer "
        "side effects."
    ),
    "il_darougheh": _(
        "In a study of %(n)s people more improved by over half with both medicines together than with cortisone alone, "
        "as they rated it themselves."
    ),
    "il_khan": _(
        "In a study of %(n)s people more had a good result with both medicines than with cortisone alone, and fewer had "
        "complications."
    ),
    "il_hietanen": _("In a study of %(n)s people the one medicine and the other did about equally well."),
    "insulin_prp": _(
        "Several studies with %(n)s people together: more improved by over half with an insulin serum than with plasma; "
        "the scar scores did not differ."
    ),
    "cochrane": _("A large review of studies with %(n)s people found that studies of high quality are missing."),
}
COMBINATIONS = {
    ("mn_prp", "meta-analysis of 8 trials"): _(
        "Several studies with %(n)s people together: needling or loosening from below did better with plasma than without."
    ),
    ("mn_prp", "split-face, 3 groups of 8"): _(
        "In a small study of %(n)s people needling with plasma did better than needling alone."
    ),
    ("mn_prp", "split-face against vitamin C"): _(
        "In a study of %(n)s people more had an excellent result with plasma than with vitamin C, and fewer a poor one."
    ),
    ("mn_prp_id", "split-face against distilled water"): EFFECTS["mn_prp_asif"],
    ("mn_prp_id", "split-face"): _(
        "In a study of %(n)s people both sides of the face improved; the difference with plasma may have been chance."
    ),
    ("subc_prp", "split-face against needling plus PRP"): _(
        "In a study of %(n)s people the side loosened from below improved more than the needled side; both got plasma."
    ),
    ("subc_ha", "split-face"): _(
        "In a study of %(n)s people more improved when a filler followed the loosening from below than without it."
    ),
    ("subc_ha", "comparative"): _(
        "In a study of %(n)s people the side with filler did better than loosening from below alone."
    ),
    ("subc_ha", "two-arm"): _(
        "In a study of %(n)s people filler with loosening from below did better than salt water with it."
    ),
    ("subc_afl", "comparative"): _(
        "In a study of %(n)s people the side with laser did better than loosening from below alone."
    ),
    ("subc_then_rf", "split-face RCT, Fitzpatrick II-IV"): _(
        "In a study of %(n)s people the side that was also loosened from below was rated better."
    ),
    ("mn_tca15", "split-face, 3 groups of 8"): _(
        "In a small study of %(n)s people needling with an acid peel did better than needling alone."
    ),
    ("afl_prp", "split-face"): _(
        "In a study of %(n)s people plasma made no difference to the scars, but there was less redness, swelling and pain."
    ),
    ("er_prp", "RCT, 3 arms"): _("In a study of %(n)s people laser and plasma together did better than either alone."),
    ("nafl_rf", "meta-analysis, 5 split-face trials"): _(
        "Several studies with %(n)s people together found no clear advantage of the combination."
    ),
    ("afl_cm", "split-face"): _(
        "In a small study of %(n)s people the difference between the two sides of the face may have been chance."
    ),
    ("mn_insulin", "split-face, Fitzpatrick III-VI"): _(
        "In a study of %(n)s people the side with an insulin serum improved more than the side with plasma."
    ),
    ("mn_insulin", "split-face against needling alone"): _(
        "In a study of %(n)s people the side with an insulin serum improved more than the side with needling alone."
    ),
    ("mn_insulin", "RCT against PRP"): _("In a study of %(n)s people plasma did better than an insulin serum."),
    ("il_series_silicone", "double-blind RCT"): EFFECTS["il_darougheh"],
}
